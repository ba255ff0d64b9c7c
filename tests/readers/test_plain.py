"""Reading plain text: bytes to text, text to a draft."""

import gzip
import io
import random
import sqlite3
import subprocess
import sys
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import UnreadableSource
from annotate.model import Block
from annotate.readers import plain

ENGLISH = (
    "The battle began in October – “and nobody knows,” he said, when it ends. A café is open.\n"
)
GERMAN = "Die Schlacht begann im Oktober; größere Verbände rückten über die Brücke vor. Schüsse.\n"
FRENCH = "La bataille a commencé en octobre ; l'armée s'est avancée à pas lents vers la cité.\n"
POLISH = "Bitwa rozpoczęła się w październiku. Mieszkańcy opuszczali domy, żołnierze łączą siły.\n"
RUSSIAN = "Битва за Мосул началась в октябре. Войска медленно продвигались, жители уходили.\n"
GREEK = "Η μάχη της Μοσούλης άρχισε τον Οκτώβριο. Οι κάτοικοι εγκατέλειψαν τα σπίτια τους.\n"
HEBREW = "הקרב על מוסול החל באוקטובר. התושבים עזבו את בתיהם והצבא התקדם לאט לעבר העיר.\n"
ARABIC = "بدأت معركة الموصل في أكتوبر. تقدمت القوات ببطء نحو المدينة وغادر السكان منازلهم.\n"
THAI = "การรบที่โมซูลเริ่มขึ้นในเดือนตุลาคม กองทัพอิรักรุกคืบช้าๆ และประชาชนอพยพออกจากบ้าน\n"
JAPANESE = "モスルの戦いは十月に始まった。イラク軍はゆっくりと市内へ進んだ。住民は家を離れた。\n"
CHINESE = "摩苏尔战役于十月开始。伊拉克军队缓慢地向城市推进，居民离开了他们的家园。\n"
KOREAN = "모술 전투는 10월에 시작되었다. 이라크 군은 천천히 도시로 진격했고 주민들은 떠났다.\n"

SAMPLES = [
    (ENGLISH, "utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be windows-1252"),
    (GERMAN, "windows-1252 iso-8859-1 iso-8859-15"),
    (FRENCH, "windows-1252 iso-8859-1 utf-16-be"),
    (POLISH, "windows-1250 iso-8859-2"),
    (RUSSIAN, "windows-1251 koi8-r iso-8859-5 cp866 utf-16-le"),
    (GREEK, "windows-1253 iso-8859-7"),
    (HEBREW, "windows-1255 iso-8859-8"),
    (ARABIC, "windows-1256 iso-8859-6 utf-16-le"),
    (THAI, "tis-620 utf-16-le"),
    (JAPANESE, "shift_jis euc_jp iso2022_jp utf-16-le utf-16-be"),
    (CHINESE, "gb18030 gbk utf-16-le utf-16"),
    (KOREAN, "euc_kr utf-16-le"),
]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param(text, encoding, id=f"{text[:10].strip()} {encoding}")
        for text, encodings in SAMPLES
        for encoding in encodings.split()
    ],
)
def test_text_in_a_common_encoding_is_read(text: str, encoding: str) -> None:
    assert plain.decode((text * 3).encode(encoding)) == text * 3


def test_line_ends_are_left_as_they_are() -> None:
    assert plain.decode(b"one\r\ntwo\rthree\n") == "one\r\ntwo\rthree\n"


KEPT = [
    pytest.param(b"hello\x00world", "hello\x00world", id="a stray NUL"),
    pytest.param(b"bell \x07 rings", "bell \x07 rings", id="a stray control character"),
    pytest.param(b"caf\xe9", "café", id="a short Latin-1 text"),
    pytest.param("Größe ähnlich süß ö".encode()[:-1], "Größe ähnlich süß \ufffd", id="truncated"),
    pytest.param(b"\xef\xbb\xbfx\xffy", "x\ufffdy", id="damaged, but with a mark"),
    pytest.param(b"a\xed\xa0\xbd\xed\xb8\x80b", "a😀b", id="CESU-8"),
    pytest.param(b"a\xed\xa0\x80b \xc3\xa9", "a\ufffdb é", id="a lone surrogate"),
    pytest.param(b"%PDF- is how they start", "%PDF- is how they start", id="words on PDF"),
]


@pytest.mark.parametrize(("data", "text"), KEPT)
def test_damage_does_not_make_a_text_unreadable(data: bytes, text: str) -> None:
    assert plain.decode(data) == text


EMPTY = [
    pytest.param(b"", "is empty", id="no bytes"),
    pytest.param(b" \r\n\t", "has only white space", id="white space"),
    pytest.param(b"\xef\xbb\xbf", "is empty", id="a mark"),
    pytest.param("\u200b\ufeff\n".encode(), "has no visible characters", id="zero width"),
    pytest.param(b"\x00", "has no visible characters", id="a control character"),
]


@pytest.mark.parametrize(("data", "reason"), EMPTY)
def test_a_file_with_nothing_to_read_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource) as refusal:
        plain.decode(data)
    assert str(refusal.value) == reason


def noise(size: int) -> bytes:
    return random.Random(size).randbytes(size)


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "hello" * 30)
    return file.getvalue()


def sqlite() -> bytes:
    db = sqlite3.connect(":memory:")
    db.execute("create table a (b)")
    data = db.serialize()
    db.close()
    return data


DAMAGED = "; its beginning is damaged; save it again"
OCR = "; OCR (ocrmypdf) makes a PDF of it that can be read"
BINARY = [
    (" (PNG image)", OCR, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + noise(500)),
    (" (JPEG image)", OCR, b"\xff\xd8\xff\xe0\x00\x10JFIF" + noise(500)),
    (" (gzip archive)", "; unpack it", gzip.compress(ENGLISH.encode())),
    (" (zip archive, perhaps an office document)", "; unpack it", zipped()),
    (" (SQLite database)", "; save its table of articles as CSV", sqlite()),
    (" (ELF program)", "", b"\x7fELF\x02\x01\x01" + bytes(9) + noise(500)),
    (" (PDF document)", DAMAGED, b"%PDF-1.4\n%\xe2\xe3\n1 0 obj\n<<>>\nstream" + noise(500)),
    (" (PDF document)", DAMAGED, b"%PDF-1.4\n1 0 obj\n<<>>\nendobj"),
    ("", "", noise(3000)),
    ("", "", bytes(range(256)) * 20),
    ("", "", bytes(range(1, 32)) * 20),
]


@pytest.mark.parametrize(("kind", "way", "data"), BINARY)
def test_a_binary_file_is_refused_by_its_kind(kind: str, way: str, data: bytes) -> None:
    with pytest.raises(UnreadableSource) as refusal:
        plain.decode(data)
    assert str(refusal.value) == f"looks like a binary file{kind}, not text{way}"


def test_offsets_of_a_draft_count_in_the_decoded_file() -> None:
    draft = plain.read("\ufeffDie Schlacht\r\n\r\nSie begann im Oktober.\r\n".encode())
    assert draft.media_type == "text/plain"
    assert draft.text == "Die Schlacht\r\n\r\nSie begann im Oktober.\r\n"
    assert draft.blocks == (Block(0, 12, "body"), Block(16, 38, "body"))


def test_the_detector_is_imported_only_when_it_is_needed() -> None:
    program = (
        "import sys; from annotate.readers import plain; plain.read('é'.encode());"
        "sys.exit('chardet' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


# NUL and escape may be signs of UTF-16 and of ISO 2022
@given(st.text(st.characters(exclude_characters="\x00\x1b", exclude_categories=["Cs"])))
def test_utf_8_is_read_exactly_or_refused_for_what_it_is(text: str) -> None:
    try:
        assert plain.decode(text.encode()) == text.removeprefix("\ufeff")
    except UnreadableSource:
        controls = sum(character < " " or character == "\x7f" for character in text)
        assert controls > 2 or not any(map(str.isalnum, text))


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        draft = plain.read(data)
    except UnreadableSource:
        return
    assert draft.blocks


@pytest.mark.parametrize(
    "data",
    [b"\x00a" * 500_000, b"\xe9 " * 500_000, "\ud800é".encode("utf-8", "surrogatepass") * 200_000],
    ids=["NULs", "Latin-1", "surrogates"],
)
def test_cost_is_linear_in_the_file(data: bytes) -> None:
    start = time.process_time()
    plain.read(data)
    assert time.process_time() - start < 3
