"""
A draft by a reader of a plugin, held to what ours promise before anything is made of it.
"""

from annotate.errors import UnreadableSource
from annotate.model import ROLES, Block, Draft, Metadata
from annotate.readers import says
from annotate.text import clean

__all__ = ["draft"]

_LONGEST_TYPE = 200  # characters of a media type
_LONGEST_REMARK = 300


def draft(made: object) -> Draft:
    """
    The draft, with what it says of itself in the usual form; raises UnreadableSource.

    What is no date, language or address is left out, as it is from every source.
    """
    if not isinstance(made, Draft):
        raise _wrong(f"it returns a {type(made).__name__}, not an annotate.model.Draft")
    if not isinstance(made.text, str) or not isinstance(made.media_type, str):
        raise _wrong("its text or media type is no text")
    if not all(isinstance(each, str) for each in made.remarks):
        raise _wrong("what it remarks is no text")
    if not made.blocks:
        raise UnreadableSource("has no text")
    _refuse_unstorable(made.text, made.media_type)
    end = 0
    for number, block in enumerate(made.blocks, 1):
        _refuse_block(made.text, block, number, end)
        end = block.end
    if made.text[end:].strip():
        raise _wrong("there is text after its last block")
    return Draft(
        made.text, tuple(made.blocks), _metadata(made.metadata),
        made.media_type[:_LONGEST_TYPE], says.utc(made.captured),
        tuple(clean.line(each)[:_LONGEST_REMARK] for each in made.remarks),
    )  # fmt: skip


def _refuse_unstorable(*texts: str) -> None:
    try:
        for text in texts:
            text.encode()
    except UnicodeEncodeError as error:
        raise _wrong("its text has lone surrogates, which cannot be stored") from error


def _refuse_block(text: str, block: object, number: int, end: int) -> None:
    told = f"its block {number} "
    if not isinstance(block, Block):
        raise _wrong(f"{told}is a {type(block).__name__}, not an annotate.model.Block")
    if not (isinstance(block.start, int) and isinstance(block.end, int)):
        raise _wrong(f"{told}does not begin and end at a number")
    if not end <= block.start < block.end <= len(text):
        raise _wrong(f"{told}runs from {block.start} to {block.end} of {len(text)} characters")
    if text[end : block.start].strip():
        raise _wrong(f"there is text before {told.strip()} that is in none")
    words = text[block.start : block.end]
    if words != words.strip():
        raise _wrong(f"{told}begins or ends with white space")
    if block.role not in ROLES:
        raise _wrong(f"{told}has the role {block.role!r}; roles are {', '.join(ROLES)}")
    if not (block.page is None or (isinstance(block.page, int) and block.page > 0)):
        raise _wrong(f"{told}is on no page {block.page!r}")
    if not (block.seconds is None or (isinstance(block.seconds, int) and block.seconds >= 0)):
        raise _wrong(f"{told}begins at no time {block.seconds!r}")


def _wrong(what: str) -> UnreadableSource:
    return UnreadableSource(f"is not read as it should be by a plugin: {what}")


def _metadata(said: object) -> Metadata:
    if not isinstance(said, Metadata):
        raise _wrong("what it says of the article is no annotate.model.Metadata")
    return Metadata(
        title=says.title(_text(said.title)),
        byline=says.byline([_text(said.byline)]),
        site=says.site(_text(said.site)),
        published=says.day(said.published),
        url=says.url(_text(said.url)),
        language=says.language(_text(said.language)),
    )


def _text(said: object) -> str | None:
    """What can be stored of it."""
    return said.encode("utf-8", "replace").decode() if isinstance(said, str) else None
