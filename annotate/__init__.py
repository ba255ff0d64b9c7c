"""Tag, note and cite the paragraphs of a pile of articles, in one SQLite file."""

from os import PathLike

TYPE_CHECKING = False  # as type checkers know it: `typing` takes longer than all of this
if TYPE_CHECKING:
    from annotate.hookspecs import hookimpl
    from annotate.library import Corpus

__all__ = ["hookimpl", "open"]


def __getattr__(name: str) -> object:
    if name == "hookimpl":  # only plugins need it
        from annotate.hookspecs import hookimpl

        return hookimpl
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def open(path: str | PathLike[str], *, coder: str | None = None) -> "Corpus":
    """
    The corpus at a path, for programs; its `add` makes it when it is not there.

    `coder` is who annotates: else ANNOTATE_CODER, git's user.name, the login name.
    Raises `annotate.errors.DatabaseTrouble` for a file that is no database of ours.
    """
    from annotate.library import Corpus  # what each method needs is loaded when it is called

    return Corpus(path, coder=coder)
