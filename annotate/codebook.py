"""
The codebook of a corpus, for programs: `annotate.open(path).codebook`.

Each method does what the command of `annotate tags` with its name does, by the same functions.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotate import arguments
from annotate.holding import Held, if_said

if TYPE_CHECKING:  # each is loaded by the first call that needs it
    from annotate.corpus.codebook import Tag
    from annotate.corpus.merging import Merged, Recoded
    from annotate.corpus.revisions import Revision
    from annotate.corpus.tags import Made
    from annotate.corpus.taking_over import Taken

__all__ = ["Codebook"]


class Codebook:
    """The tags of a corpus that is held open."""

    def __init__(self, held: Held) -> None:
        self._held = held

    def tags(self) -> "list[Tag]":
        """All tags, parents before children, with what is said of them and how often they stand."""
        from annotate.corpus import codebook

        with self._held.reading() as db:
            return codebook.listing(db)

    def define(
        self, name: str, *,
        definition: str | None = None, use_when: str | None = None,
        do_not_use_when: str | None = None, colour: str | None = None,
        examples: str | Iterable[str] = (), counter_examples: str | Iterable[str] = (),
    ) -> "Made | None":  # fmt: skip
        """Make a tag or change what is said of it; examples are refs. What was made, if it was."""
        from annotate.corpus import defining

        said = {"definition": definition, "use_when": use_when,
                "do_not_use_when": do_not_use_when, "colour": colour}  # fmt: skip
        arguments.texts(name=name)
        arguments.optional(**said)
        shown = arguments.several(examples, "a ref")
        counter = arguments.several(counter_examples, "a ref")
        typed = {option.replace("_", "-"): words for option, words in said.items()}
        with self._held.writing("tags", "define", name, **if_said(**typed)) as command:
            return defining.define(
                command, name, definition=definition, use_when=use_when,
                do_not_use_when=do_not_use_when, colour=colour,
                examples=shown, counter_examples=counter,
            )  # fmt: skip

    def rename(self, old: str, new: str) -> list[tuple[str, str]]:
        """Rename a tag and the tags under it: each name before and after."""
        from annotate.corpus import defining

        arguments.texts(old=old, new=new)
        with self._held.writing("tags", "rename", old, new) as command:
            return defining.rename(command, old, new)

    def merge(self, olds: str | Iterable[str], new: str) -> "Merged":
        """Make one tag of several: what stands on the old ones stands on the new one then."""
        from annotate.corpus import merging

        arguments.texts(new=new)
        named = arguments.several(olds, "a tag")
        with self._held.writing("tags", "merge", *named, new) as command:
            return merging.merge(command, named, new)

    def move(self, names: str | Iterable[str], parent: str) -> list[tuple[str, str]]:
        """Put tags, with those under them, under another, or with `/` under none."""
        from annotate.corpus import merging

        arguments.texts(parent=parent)
        named = arguments.several(names, "a tag")
        with self._held.writing("tags", "move", *named, parent) as command:
            return merging.move(command, named, parent)

    def recode(self, query: str, old: str, new: str) -> "Recoded":
        """Put one tag in place of another where a query finds the paragraph."""
        from annotate.corpus import merging

        arguments.texts(query=query, old=old, new=new)
        with self._held.writing("tags", "recode", query, old, new) as command:
            return merging.recode(command, query, old, new)

    def take_over(self, data: bytes) -> "list[Taken]":
        """Take over a codebook of CSV, xlsx, JSON lines or `.qdc`, as `tags import` does."""
        from annotate.corpus import taking_over
        from annotate.exchange import codebook

        book = codebook.read(arguments.data(data))
        with self._held.writing("tags", "import") as command:
            return taking_over.take_over(command, book.codes)

    def close(self) -> bool:
        """Let no new tags in; False: it was closed."""
        from annotate.corpus import revisions

        with self._held.writing("tags", "close") as command:
            return revisions.close(command)

    def open(self) -> bool:
        """Let new tags in again; False: it was open."""
        from annotate.corpus import revisions

        with self._held.writing("tags", "open") as command:
            return revisions.open_(command)

    def log(self, tag: str | None = None) -> "list[Revision]":
        """The revisions of the codebook, newest first; with a tag those that changed it."""
        from annotate.corpus import revisions

        arguments.optional(tag=tag)
        with self._held.reading() as db:
            return list(revisions.log(db, tag))
