"""
Where the command `annotate` starts.

Collecting garbage while click and the command are imported finds none, and takes
a tenth of the time of `annotate tag`: it is off until then, and what was
imported is left out of it from then on.

A shell that asks at TAB is answered without click, which takes longer than the answer.
"""

import gc
import os

__all__ = ["main"]


def main() -> None:
    """Run the command line."""
    gc.disable()
    if "_ANNOTATE_COMPLETE" in os.environ:
        from annotate.tab.telling import answer

        answer()
        return
    from annotate.cli import main as command

    command()


if __name__ == "__main__":
    main()
