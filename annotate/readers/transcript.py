"""
Transcripts: what was said in a recording, joined to paragraphs, each with its time.

A paragraph ends where another speaks, at a pause behind a sentence, and behind a sentence
when it is long. Who speaks stands before the words, `Mara: …`, where the file tells it.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from annotate.errors import UnreadableSource
from annotate.model import Block, Draft, Metadata
from annotate.readers import cues, pieces, plain, says
from annotate.readers.cues import Cue, Said
from annotate.readers.pieces import Piece
from annotate.readers.record import DEFAULT, Options
from annotate.text import layout

__all__ = ["MEDIA_TYPE", "is_begun", "is_json", "read"]

MEDIA_TYPE = "text/vtt"
PAUSE = 2.0  # seconds between sentences of one speaker
LONG_PAUSE = 5.0  # in which even a sentence ends
LONG = 600  # characters, from which on a paragraph ends with the sentence
LONGEST = 1_200  # with the cue: what a machine wrote down may have no sentences

_BEGUN = re.compile(
    rb'"(?:segments|transcription|events)"\s*:\s*\[\s*\{'
    rb'[^\]]{0,2000}?"(?:start|offsets|timestamps|tStartMs)"\s*:'
)
_SAID = "transcript: it was said"
_REMARK = "transcript: it is a remark of the file"
_ENDED = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*$")
_NAME = re.compile(
    r"(?:>>+|[-–—])?[ \t]*([^\W\d_][^\W_]*(?:[ .'’-]{1,2}[^\W_]+){0,4}):[ \t\n]+(?=\S)"
)
_TURN = re.compile(r"(?:>>+|[-–—](?=[ \t]?\w))[ \t]*")  # another speaks, whoever it is


def read(data: bytes, options: Options = DEFAULT) -> Draft:
    """The draft of a transcript; raises `UnreadableSource`."""
    said = _said(data)
    if not said.cues:
        raise UnreadableSource("is no transcript: there are no times with words in it")
    found = [Piece(remark, "boilerplate", because=_REMARK) for remark in said.remarks]
    found += (_piece(turn) for turn in _turns(_named(said.cues)))
    kept = list(pieces.kept(found))
    if not any(piece.mark == "body" for piece in kept):
        raise UnreadableSource("has no words in it")
    text, spans = layout.laid_out(piece.text for piece in kept)
    blocks = tuple(
        Block(*span, str(piece.mark), None, piece.because, piece.seconds)
        for span, piece in zip(spans, kept, strict=True)
    )
    told = Metadata(title=says.title(said.title), language=says.language(said.language))
    return Draft(text, blocks, told, MEDIA_TYPE)


def is_json(value: object) -> bool:
    """Whether it is what a program wrote down that listened."""
    return cues.of_json(value) is not None


def is_begun(head: bytes) -> bool:
    """Whether JSON that goes on seems to be that."""
    return _BEGUN.search(head) is not None


def _said(data: bytes) -> Said:
    text = plain.decode(data)
    if not text.lstrip().startswith(("{", "[")):
        return cues.of_text(text.replace("\r\n", "\n").replace("\r", "\n"))
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableSource("is no JSON of a transcript, or a damaged one") from error
    return cues.of_json(value) or Said([])


def _named(found: Sequence[Cue]) -> Iterator[Cue]:
    """The cues, with who speaks where the words themselves begin with a name that comes again."""
    names = Counter(match[1] for cue in found if (match := _NAME.match(cue.text)))
    for cue in found:
        for text in _voices(cue.text):
            match = _NAME.match(text)
            if cue.speaker or not match or not _is_name(match[1], names):
                yield cue._replace(text=text)
            else:
                yield cue._replace(text=text[match.end() :], speaker=match[1])


def _voices(text: str) -> Iterator[str]:
    """The lines of a cue, parted where each of two is somebody's."""
    lines = text.split("\n")
    if len(lines) > 1 and all(map(_TURN.match, lines)):
        yield from lines
    else:
        yield text


def _is_name(words: str, names: Counter[str]) -> bool:
    return words.isupper() or (words[0].isupper() and names[words] > 1)


@dataclass(slots=True)
class _Turn:
    """What somebody says without a pause."""

    start: float
    end: float
    speaker: str | None
    words: list[str] = field(default_factory=list)
    size: int = 0

    def goes_on(self, cue: Cue) -> bool:
        """Whether the cue belongs to it."""
        if (cue.speaker and cue.speaker != self.speaker) or _TURN.match(cue.text):
            return False
        if self.size >= LONGEST or cue.start - self.end >= LONG_PAUSE:
            return False
        is_due = self.size >= LONG or cue.start - self.end >= PAUSE
        return not (is_due and _ENDED.search(self.words[-1]))

    def add(self, cue: Cue) -> None:
        """Goes on with a cue, which may be over before one that began sooner."""
        self.words.append(" ".join(cue.text.split()))
        self.size += len(self.words[-1])
        self.end = max(self.end, cue.end)


def _turns(found: Iterable[Cue]) -> Iterator[_Turn]:
    turn: _Turn | None = None
    for cue in found:
        if turn is None or not turn.goes_on(cue):
            if turn:
                yield turn
            speaker = cue.speaker or (turn.speaker if turn and not _TURN.match(cue.text) else None)
            turn = _Turn(cue.start, cue.end, speaker)
        turn.add(cue)
    if turn:
        yield turn


def _piece(turn: _Turn) -> Piece:
    said = " ".join(turn.words)
    words = f"{turn.speaker}: {said}" if turn.speaker else said
    piece = Piece(words, "body", because=_SAID)
    return replace(piece, seconds=int(turn.start))
