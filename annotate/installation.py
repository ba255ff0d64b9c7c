"""
Whether what is installed beside the package lets it work: plugins, and who else is `annotate`.
"""

from collections.abc import Iterator
from importlib.metadata import packages_distributions

from annotate import plugins
from annotate.cite import forms
from annotate.readers import formats

__all__ = ["problems"]

_OURS = "annotate-corpus"


def problems() -> Iterator[str]:
    """One sentence for everything that is wrong."""
    for other in sorted(set(packages_distributions().get("annotate", ())) - {_OURS}):
        yield (
            f"the package {other} is called annotate as well, and overwrites files of ours:"
            f" pip uninstall {other}, then pip install --force-reinstall {_OURS}"
        )
    forms.every()
    formats.is_read("any.file")
    yield from plugins.problems()
