"""A private string is found in every way of writing."""

import base64
import gzip
import html
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import normalize
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.corpus.secrets import Secret
from annotate.publish.leaks import search

NOTES = {
    "plain": "Whoever said this of her brother lied to the committee about it.",
    "signs": 'Zoë & one sister\'s <house> at "Nº 5", 100% of it; a+b = c/d?',
    "cyrillic": "Источник дважды просил нас не упоминать его брата.",
    "greek": "Ο πρόεδρος είπε ψέματα στην επιτροπή, ὅπως ἔγραψε.",
    "arabic": "طلب المصدر منا مرتين عدم ذكر أخيه في المقال.",
    "chinese": "消息人士两次要求我们不要提及她的弟弟。",
    "korean": "그 소식통은 동생을 언급하지 말아 달라고 두 번 부탁했다.",
}


def percent(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


WAYS: dict[str, Callable[[str], bytes]] = {
    "UTF-8": str.encode,
    "UTF-16, the low byte first": lambda text: text.encode("utf-16-le"),
    "UTF-16, the high byte first": lambda text: text.encode("utf-16-be"),
    "UTF-16, from an odd place": lambda text: b"!" + text.encode("utf-16-le"),
    "base64": lambda text: base64.b64encode(text.encode()),
    "base64, one byte before": lambda text: base64.b64encode(b"'" + text.encode()),
    "base64, two bytes before": lambda text: base64.b64encode(b"''" + text.encode()),
    "base64 for addresses": lambda text: base64.urlsafe_b64encode(text.encode()),
    "base64 in lines": lambda text: base64.encodebytes(text.encode() * 2),
    "base64 of UTF-16": lambda text: base64.b64encode(text.encode("utf-16-le")),
    "percents": lambda text: quote(text).encode(),
    "percents, small": lambda text: quote(text).lower().encode(),
    "percents, a plus for a blank": lambda text: quote_plus(text).encode(),
    "percents everywhere": lambda text: percent(text).encode(),
    "percents twice": lambda text: quote(quote(text)).encode(),
    "JSON": lambda text: json.dumps(text).encode(),
    "JSON in JSON": lambda text: json.dumps(json.dumps(text)).encode(),
    "JSON, each letter": lambda text: "".join(f"\\u{ord(c):04x}" for c in text).encode(),
    "HTML": lambda text: html.escape(text).encode(),
    "HTML, each letter": lambda text: "".join(f"&#{ord(c)};" for c in text).encode(),
    "HTML, in hex": lambda text: "".join(f"&#x{ord(c):X};" for c in text).encode(),
    "HTML, beyond ASCII": lambda text: text.encode("ascii", "xmlcharrefreplace"),
    "SQL": lambda text: text.replace("'", "''").encode(),
    "small": lambda text: text.lower().encode(),
    "capital": lambda text: text.upper().encode(),
    "folded": lambda text: text.casefold().encode(),
    "composed": lambda text: normalize("NFC", text).encode(),
    "decomposed": lambda text: normalize("NFD", text).encode(),
    "decomposed, capital, percents": lambda text: quote(normalize("NFD", text).upper()).encode(),
    "packed": lambda text: gzip.compress(text.encode()),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("kind", "note"),
    [*(("page.html", note) for note in NOTES), ("corpus.db", "signs"), ("corpus.db", "greek")],
)
def test_it_is_found_in_each_way_of_writing(tmp_path: Path, way: str, note: str, kind: str) -> None:
    text = NOTES[note]
    written = b"of " + WAYS[way](text) + b"\n of it"
    if kind == "corpus.db":
        with closing(sqlite3.connect(tmp_path / kind)) as db, db:
            db.execute("create table more (text)")
            db.execute("insert into more values (?)", [written])
    else:
        (tmp_path / kind).write_bytes(written)
    private = [Secret(each, "private note", "notes", n) for n, each in enumerate(NOTES.values())]
    assert [leak.secret.text for leak in search(tmp_path, private).leaks] == [text]


written = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=5)


@given(
    secret=st.lists(written, min_size=3, max_size=8).map(" ".join),
    before=st.binary(max_size=40),
    after=st.binary(max_size=40),
    way=st.sampled_from([*WAYS]),
)
def test_any_private_string_is_found_in_any_way(
    secret: str, before: bytes, after: bytes, way: str
) -> None:
    with TemporaryDirectory() as folder:
        Path(folder, "file").write_bytes(before + b"\n " + WAYS[way](secret) + b" \n" + after)
        assert search(Path(folder), [Secret(secret, "private note", "notes", 1)]).leaks
