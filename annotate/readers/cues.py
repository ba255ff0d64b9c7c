"""
What was said in a recording and when: the cues of subtitle files and of programs that listen.

WebVTT (w3.org/TR/webvtt1), SubRip (srt), SubViewer (sbv), and a transcript as YouTube shows
it, times and words on lines in turn; JSON of Whisper, whisper.cpp and YouTube.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise, starmap
from typing import NamedTuple

__all__ = ["Cue", "Said", "of_json", "of_text"]

_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
_RANGE = re.compile(rf"[ \t]*{_TIME}[ \t]*(?:-->|,)[ \t]*{_TIME}(?=[ \t]|$)")
_ALONE = re.compile(rf"[ \t]*{_TIME}[ \t]*$")
_NUMBER = re.compile(r"[ \t]*\d+[ \t]*$")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^<>]{1,200})>")
_TAG = re.compile(r"</?[a-z][^<>]{0,200}>|<[\d:.]{5,15}>|\{\\[^{}]{0,100}\}", re.IGNORECASE)
_SHOWN = 0.1  # seconds between two cues that are on the screen one after the other
_LIST = ["transcription", "segments", "events", "cues", "captions"]
_WORDS = ["text", "segs", "words", "utf8", "content"]
_SPEAKERS = ["speaker", "speaker_id", "speaker_label"]


class Cue(NamedTuple):
    """Words, when they begin and end in seconds, and who says them if that is told."""

    start: float
    end: float
    text: str  # lines parted by \\n
    speaker: str | None = None


class Said(NamedTuple):
    """What a file of cues holds: them, and what it says beside them."""

    cues: list[Cue]
    title: str | None = None
    language: str | None = None
    remarks: tuple[str, ...] = ()  # of its maker, which nobody says


def of_text(text: str) -> Said:
    """The cues of a file of subtitles, in its order; none in what is no such file."""
    lines = text.lstrip("\ufeff").split("\n")
    head = lines[0].rstrip() if lines[0].startswith("WEBVTT") else None
    title = head[6:].strip(" \t-–—") if head else ""
    language = None
    if head is not None:
        told = (re.match(r"Language:[ \t]*([\w-]{2,35})[ \t\r]*$", each) for each in lines[1:9])
        language = next((found[1] for found in told if found), None)
    remarks: list[str] = []
    cues = [cue for block in _blocks(lines) for cue in _parted(block, head is not None, remarks)]
    return Said(_unrolled(cues), title or None, language, tuple(remarks))


class _Block(NamedTuple):
    """Lines that stand below a time, or below none."""

    start: float | None
    end: float
    lines: list[str]


def _blocks(lines: Iterable[str]) -> Iterator[_Block]:
    """The file, cut at its times; a cue ends at a blank line, as its number stands behind one."""
    block = _Block(None, 0, [])
    for line in (each.rstrip("\r") for each in lines):
        found = _RANGE.match(line) or _ALONE.match(line)
        if found:
            if block.lines and _NUMBER.match(block.lines[-1]):
                block.lines.pop()
            yield block
            start = _seconds(found.groups()[:4])
            end = _seconds(found.groups()[4:]) if found.lastindex and found.re is _RANGE else start
            block = _Block(start, end, [])
        elif line.strip():
            block.lines.append(line.strip())
        elif block.lines:  # what follows belongs to no cue, but where the times are alone
            block.lines.append("")
    yield block


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, rest = parts
    return (
        int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
        + int((rest or "0").ljust(3, "0")) / 1000
    )  # fmt: skip


def _parted(block: _Block, is_web: bool, remarks: list[str]) -> Iterator[Cue]:
    """The cues of a block, one for each who speaks in it; what nobody says goes to the remarks."""
    words, _, after = "\n".join(block.lines).partition("\n\n")
    if block.start is None:
        words, after = "", "\n".join(block.lines[1:] if _is_head(block.lines) else block.lines)
    for each in after.split("\n\n"):
        if each.startswith("NOTE"):
            remarks.append(each.removeprefix("NOTE").strip())
        elif block.start is not None and not is_web:  # where the next cue's name stands there
            words += f"\n{each}"  # a blank line within a cue, which SubRip has
    before, *voices = _VOICE.split(words)
    if spoken := _plain(before):
        yield Cue(block.start or 0, block.end, spoken)
    for name, said in zip(voices[::2], voices[1::2], strict=True):
        if spoken := _plain(said):
            yield Cue(block.start or 0, block.end, spoken, " ".join(html.unescape(name).split()))


def _is_head(lines: list[str]) -> bool:
    return bool(lines) and lines[0].startswith("WEBVTT")


def _plain(words: str) -> str:
    lines = (html.unescape(_TAG.sub("", line)).strip() for line in words.split("\n"))
    return "\n".join(" ".join(line.split()) for line in lines if line)


def _unrolled(cues: list[Cue]) -> list[Cue]:
    """
    The cues without what is on the screen for the second time.

    Live captions roll: each cue begins with the line that the one before ended with.
    """
    again = list(starmap(_again, pairwise(cues)))
    rolls = sum(0 < n < len(cue.text.split("\n")) for n, cue in zip(again, cues[1:], strict=True))
    if 4 * rolls < len(cues) or 2 * sum(map(bool, again)) < len(cues):
        return cues
    found = cues[:1]
    for cue, lines in zip(cues[1:], again, strict=True):
        if rest := cue.text.split("\n")[lines:]:
            found.append(cue._replace(text="\n".join(rest)))
    return found


def _again(one: Cue, after: Cue) -> int:
    """How many lines a cue begins with that the one before it ends with."""
    before, lines = one.text.split("\n"), after.text.split("\n")
    if after.start - one.end > _SHOWN:
        return 0
    most = min(len(before), len(lines))
    return next((n for n in range(most, 0, -1) if before[-n:] == lines[:n]), 0)


def of_json(value: object) -> Said | None:
    """The cues of what programs write that listen; None if it is nothing of that kind."""
    whole = value if isinstance(value, Mapping) else {}
    rows = next((whole[name] for name in _LIST if isinstance(whole.get(name), list)), value)
    if not isinstance(rows, list) or not rows:
        return None
    cues = [cue for row in rows if (cue := _cue(row))]
    if not cues or 2 * len(cues) < len(rows):
        return None
    told = [whole.get("language")]
    if isinstance(result := whole.get("result"), Mapping):
        told.append(result.get("language"))
    language = next((each for each in told if isinstance(each, str)), None)
    return Said(cues, None, language)


def _cue(row: object) -> Cue | None:
    if not isinstance(row, Mapping):
        return None
    times = _times(row)
    words = next((row[name] for name in _WORDS if name in row), None)
    if isinstance(words, list):
        words = "".join(str(each.get("utf8", "")) for each in words if isinstance(each, Mapping))
    if times is None or not isinstance(words, str):
        return None
    speaker = next((row[name] for name in _SPEAKERS if isinstance(row.get(name), str)), None)
    return Cue(*times, _plain(words), speaker) if _plain(words) else None


def _times(row: Mapping[str, object]) -> tuple[float, float] | None:
    """When a row begins and ends: in seconds, or in milliseconds where its names say so."""
    if isinstance(offsets := row.get("offsets"), Mapping):  # whisper.cpp
        start, end = offsets.get("from"), offsets.get("to")
        return _numbers(start, end, 0.001)
    if "tStartMs" in row:
        return _lasting(row["tStartMs"], row.get("dDurationMs", 0), 0.001)
    if "duration" in row and "end" not in row:
        return _lasting(row.get("start"), row["duration"], 1)
    return _numbers(row.get("start"), row.get("end"), 1)


def _lasting(start: object, length: object, scale: float) -> tuple[float, float] | None:
    found = _numbers(start, length, scale)
    return found and (found[0], found[0] + found[1])


def _numbers(one: object, other: object, scale: float) -> tuple[float, float] | None:
    found = [_number(one), _number(other)]
    if found[0] is None or found[1] is None:
        return None
    return found[0] * scale, found[1] * scale


def _number(value: object) -> float | None:
    """A number that is no time before the beginning and none of years."""
    if isinstance(value, str) and re.fullmatch(r"\d{1,12}(?:\.\d{1,9})?", value):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value < 10**10 else None
