"""Transcripts: cues of many programs as paragraphs with their times, and who speaks."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import UnreadableSource
from annotate.model import Draft
from annotate.readers import formats, transcript
from annotate.readers.record import DEFAULT
from tests.readers.many import damaged, drafts

FIRST = "The ferry left at dawn, and nobody waved to it from the quay that morning."
SECOND = "It came back at noon with a cargo of lamps, which were sold before the evening."
BOTH = [(0, FIRST), (30, SECOND)]
VTT = f"""WEBVTT - The ferry
Kind: captions
Language: en-GB

STYLE
::cue {{ color: red }}

NOTE made by hand
on a Monday

1
00:00:00.000 --> 00:00:04.500 align:start position:0%
{FIRST[:30]}
{FIRST[30:]}

intro - 2
00:30.000 --> 00:36.000
<c.yellow>{SECOND[:20]}</c> <00:00:31.000><i>{SECOND[20:]}</i>
"""


def said(draft: Draft, *, of: str = "body") -> list[tuple[int | None, str]]:
    return [
        (block.seconds, draft.text[block.start : block.end])
        for block in draft.blocks
        if block.role == of
    ]


def read(data: str | bytes, name: str = "talk.vtt") -> Draft:
    data = data.encode() if isinstance(data, str) else data
    format, _ = formats.detect(data[: formats.HEAD], name)
    assert format.name == "transcript"
    return formats.read(data, format.name, DEFAULT)


def test_cues_become_paragraphs_at_pauses_and_keep_their_times() -> None:
    draft = read(VTT)
    words = [(seconds, " ".join(text.split())) for seconds, text in said(draft)]
    assert words == [(0, f"{FIRST[:30].strip()} {FIRST[30:].strip()}"), (30, SECOND)]
    assert said(draft, of="boilerplate") == [(None, "made by hand\non a Monday")]
    assert (draft.metadata.title, draft.metadata.language) == ("The ferry", "en-GB")
    assert formats.named(draft.media_type, "talk.vtt") == "transcript"


def srt(*cues: tuple[float, float, str]) -> str:
    return "\r\n".join(
        f"{number}\r\n{_clock(start)} --> {_clock(end)}\r\n{words}\r\n"
        for number, (start, end, words) in enumerate(cues, 1)
    )


def _clock(seconds: float) -> str:
    whole = int(seconds * 1000)
    return (
        f"{whole // 3600000:02}:{whole // 60000 % 60:02}:{whole // 1000 % 60:02},{whole % 1000:03}"
    )


SRT = srt((0, 5, f"<i>{FIRST}</i>"), (30, 34, f"{{\\an8}}{SECOND}"))
SBV = f"0:00:00.000,0:00:05.000\n{FIRST}\n\n0:00:30.000,0:00:34.000\n{SECOND}\n"
SHOWN = f"0:00\n{FIRST[:40]}\n0:03\n{FIRST[40:]}\n0:30\n{SECOND}\n"
YOUTUBE = [
    {"text": FIRST, "start": 0.0, "duration": 5.1},
    {"text": SECOND, "start": 30.0, "duration": 4},
]
JSON3 = {
    "wireMagic": "pb3",
    "events": [
        {"tStartMs": 0, "dDurationMs": 99, "id": 1},
        {"tStartMs": 0, "dDurationMs": 5000, "segs": [{"utf8": FIRST[:9]}, {"utf8": FIRST[9:]}]},
        {"tStartMs": 30000, "dDurationMs": 4000, "segs": [{"utf8": SECOND}]},
    ],
}


@pytest.mark.parametrize(
    ("name", "data"),
    {
        "talk.srt": SRT,
        "talk.txt": SRT,
        "talk.sbv": SBV,
        "shown.txt": SHOWN,
        "api.json": json.dumps(YOUTUBE),
        "api.txt": json.dumps(YOUTUBE, indent=1),
        "subs.json3": json.dumps(JSON3),
    }.items(),
)
def test_every_form_gives_the_same_words_at_the_same_times(name: str, data: str) -> None:
    found = [(seconds, " ".join(text.split())) for seconds, text in said(read(data, name))]
    assert [(at, text.replace(" ", "")) for at, text in found] == [
        (at, text.replace(" ", "")) for at, text in BOTH
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_any_encoding(encoding: str) -> None:
    text = srt((0, 5, "Über die Fähre wurde in Nürnberg lange geredet, natürlich."))
    found = formats.read(text.encode(encoding), "transcript", DEFAULT)
    assert said(found) == [(0, "Über die Fähre wurde in Nürnberg lange geredet, natürlich.")]
    if encoding != "cp1252":
        assert formats.detect(text.encode(encoding), "talk.srt")[0].name == "transcript"


WHISPER = {
    "text": f" {FIRST} {SECOND}",
    "segments": [
        {"id": 0, "start": 0.0, "end": 5.2, "text": f" {FIRST}"},
        {"id": 1, "start": 30, "end": 34.0, "text": f" {SECOND}"},
    ],
    "language": "en",
}
CPP = {
    "result": {"language": "en"},
    "transcription": [
        {"timestamps": {"from": "00:00:00,000"}, "offsets": {"from": 0, "to": 5000}, "text": FIRST},
        {"timestamps": {}, "offsets": {"from": 30000, "to": 34000}, "text": SECOND},
    ],
}


@pytest.mark.parametrize("written", [WHISPER, CPP])
@pytest.mark.parametrize("indent", [None, 2])
def test_json_of_programs_that_listen(written: object, indent: int | None) -> None:
    [draft] = drafts(json.dumps(written, indent=indent).encode(), "jsonl")
    assert said(draft) == BOTH
    assert draft.metadata.language == "en"


def test_json_with_who_speaks() -> None:
    rows = [{**row, "speaker": f"SPEAKER_0{row['id']}"} for row in WHISPER["segments"]]  # type: ignore
    [draft] = drafts(json.dumps({"segments": rows}).encode(), "jsonl")
    assert said(draft) == [(0, f"SPEAKER_00: {FIRST}"), (30, f"SPEAKER_01: {SECOND}")]


def test_records_with_a_text_stay_articles() -> None:
    record = {"title": "One", "text": FIRST, "start": 2, "events": [{"name": "x"}]}
    [draft] = drafts(json.dumps(record).encode(), "jsonl")
    assert draft.metadata.title == "One"


def test_another_speaker_begins_a_paragraph_however_the_file_names_them() -> None:
    expected = [(0, "Mara: Hello there."), (2, "Tomas: And to you. And more."), (6, "Mara: Well.")]
    voices = "WEBVTT\n\n" + "\n\n".join(
        f"00:0{at}.000 --> 00:0{at + 2}.000\n<v.loud {name}>{words}"
        for at, name, words in [
            (0, "Mara", "Hello there.</v>"), (2, "Tomas", "And to you."),
            (4, "Tomas", "And more."), (6, "Mara", "Well."),
        ]
    )  # fmt: skip
    assert said(read(voices)) == expected
    named = srt(
        (0, 2, "Mara: Hello there."), (2, 4, "Tomas: And to you."), (4, 6, "And more."),
        (6, 8, "Mara: Well."), (8, 10, "Tomas: Note: this is one."),
    )  # fmt: skip
    assert said(read(named, "a.srt")) == [*expected, (8, "Tomas: Note: this is one.")]


def test_two_voices_in_one_cue() -> None:
    assert said(read("WEBVTT\n\n00:00.000 --> 00:05.000\n<v Mara>Yes.</v> <v Tomas>No.</v>")) == [
        (0, "Mara: Yes."), (0, "Tomas: No."),
    ]  # fmt: skip
    dashes = srt((0, 5, "- Are you there?\n- I am here."), (5, 6, ">> So are we."))
    assert said(read(dashes, "a.srt")) == [
        (0, "- Are you there?"), (0, "- I am here."), (5, ">> So are we."),
    ]  # fmt: skip


def test_a_time_of_day_or_a_place_is_no_speaker() -> None:
    found = read(
        srt((0, 5, "the result: nothing at all came of it."), (5, 9, "At ten: rain.")), "a.srt"
    )
    assert said(found) == [(0, "the result: nothing at all came of it. At ten: rain.")]


def test_captions_that_roll_are_said_once() -> None:
    lines = [f"this is line {number} of it" for number in range(12)]
    cues = [
        (number, number + 1, "\n".join(lines[max(0, number - 1) : number + 1]))
        for number in range(12)
    ]
    assert said(read(srt(*cues), "a.srt")) == [(0, " ".join(lines))]


def test_what_is_said_twice_stays_twice() -> None:
    cues = [(0, 1, "No."), (1, 2, "No."), (2, 3, FIRST), (3, 4, SECOND)]
    assert said(read(srt(*cues), "a.srt")) == [(0, f"No. No. {FIRST} {SECOND}")]


def test_long_speech_ends_paragraphs_with_sentences_and_at_last_without() -> None:
    cues = [(at, at + 1, FIRST) for at in range(40)]
    found = said(read(srt(*cues), "a.srt"))
    assert all(len(text) < transcript.LONG + len(FIRST) + 20 for _, text in found)
    assert " ".join(text for _, text in found) == " ".join([FIRST] * 40)
    plain = said(read(srt(*((at, at + 1, "words without an end") for at in range(200))), "a.srt"))
    assert all(len(text) <= transcript.LONGEST + 100 for _, text in plain)
    assert len(plain) > 2


def test_cues_that_overlap_keep_the_order_of_the_file() -> None:
    found = said(read(srt((0, 9, FIRST), (2, 5, SECOND), (1, 2, "Late.")), "a.srt"))
    assert found == [(0, f"{FIRST} {SECOND} Late.")]


@pytest.mark.parametrize(
    "data", ["WEBVTT\n", "WEBVTT\n\nNOTE nothing", "1\n00:00:00,000 --> 00:00:01,000\n"]
)
def test_what_says_nothing_is_refused(data: str) -> None:
    with pytest.raises(UnreadableSource, match=r"no transcript|no words"):
        read(data)


@given(damaged(VTT.encode()) | damaged(SRT.encode()) | st.binary(max_size=400))
def test_whatever_the_bytes(data: bytes) -> None:
    started = time.process_time()
    try:
        draft = formats.read(data, "transcript", DEFAULT)
    except UnreadableSource:
        return
    covered = "".join(draft.text[block.start : block.end] for block in draft.blocks)
    assert "".join(covered.split()) == "".join(draft.text.split())
    assert all(block.seconds is None or block.seconds >= 0 for block in draft.blocks)
    draft.text.encode()
    assert time.process_time() - started < 5


def test_hours_of_talk_take_no_time() -> None:
    cues = srt(*((at % 3000, at % 3000 + 1, f"{FIRST} {at}") for at in range(6000)))
    started = time.process_time()
    assert len(said(read(cues, "a.srt"))) > 100
    assert time.process_time() - started < 5


@pytest.mark.parametrize("indent", [None, 1])
def test_long_json_without_the_whole_text(indent: int | None) -> None:
    rows = [{"start": 9 * at, "end": 9 * at + 5, "text": FIRST} for at in range(5_000)]
    [draft] = drafts(json.dumps({"segments": rows}, indent=indent).encode(), "jsonl")
    assert len(said(draft)) == 5_000
