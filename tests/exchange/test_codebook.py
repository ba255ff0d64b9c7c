"""Codebooks as other programs and spreadsheets write them."""

import io
import json
import random
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from annotate.corpus.taking_over import Code
from annotate.errors import BadInput
from annotate.exchange import codebook
from annotate.text import clean
from annotate.text.tag_names import folded

SEA = Code("theme/sea", "Salt water", "named", "rivers", "#8e3b46")


def xlsx(*rows: tuple[str | None, ...]) -> bytes:
    book, file = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet
    for row in rows:
        sheet.append(row)
    book.save(file)
    return file.getvalue()


def qdc(inner: str, head: str = "") -> bytes:
    return f"""<?xml version="1.0" encoding="utf-8"?>{head}
    <CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{inner}</Codes><Sets/></CodeBook>
    """.encode()


def qdpx(name: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr(name, "<Project/>")
    return file.getvalue()


FILES = {
    "ours": b"name,taggings,paragraphs,total,definition,use_when,do_not_use_when,colour\n"
    b"theme/sea,3,3,3,Salt water,named,rivers,#8e3b46\n",
    "others' names": b"Path,Description,Use when,Do not use when,Color\n"
    b"theme/sea,Salt water,named,rivers,8E3B46\n",
    "semicolons": b"code;memo;when to use;exclusion;colour\n"
    b"theme/sea;Salt water;named;rivers;#8e3b46\n",
    "tabs": b"tag\tdefinition\tuse_when\tdo_not_use_when\tcolour\n"
    b"theme/sea\tSalt water\tnamed\trivers\t#8e3b46\n",
    "utf-16": "name,definition,use_when,do_not_use_when,colour\n"
    "theme/sea,Salt water,named,rivers,#8e3b46\n".encode("utf-16"),
    "a parent": b"name,parent,definition,use_when,do_not_use_when,colour\n"
    b"sea,theme,Salt water,named,rivers,#8e3b46\n",
    "a category": b"name,category,memo,use_when,do_not_use_when,color\n"
    b"sea,theme,Salt water,named,rivers,#8e3b46\n",
    "a path and a parent": b"name,parent,memo,use_when,do_not_use_when,color\n"
    b"theme/sea,theme,Salt water,named,rivers,#8e3b46\n",
    "xlsx": xlsx(
        ("Tag", "Definition", "Use when", "Do not use when", "Colour"),
        ("theme/sea", "Salt water", "named", "rivers", "#8e3b46"),
        (None, None),
    ),
    "json": json.dumps([{"name": "theme/sea", "definition": "Salt water", "use_when": "named",
                         "do_not_use_when": "rivers", "colour": "#8e3b46", "taggings": 3}],
                       indent=1).encode(),
    "json lines": b'\n{"name": "theme/sea", "definition": "Salt water", "use_when": "named",'
    b' "do_not_use_when": "rivers", "colour": "#8e3b46", "total": null}\n',
}  # fmt: skip


@pytest.mark.parametrize("data", FILES.values(), ids=FILES)
def test_a_tag_is_read_of_whatever_names_it(data: bytes) -> None:
    assert codebook.read(data)[:2] == ((SEA,), ())


def test_a_name_alone_is_enough_and_an_empty_cell_says_nothing() -> None:
    found = codebook.read(b"name,definition\nsea,\n\nice , \n").codes
    assert found == (Code("sea"), Code("ice"))


def test_codes_in_codes_are_paths() -> None:
    data = qdc("""
      <Code guid="1" name="Theme" isCodable="false" color="#8E3B46">
        <Code guid="2" name="Sea"><Description>Salt
water &amp; more</Description><Code guid="3" name="Ice"/></Code>
        <Code guid="4" name="Land"/>
      </Code><Code guid="5" name="Économie"/>""")
    assert codebook.read(data).codes == (
        Code("Theme", colour="#8e3b46"), Code("Theme/Sea", "Salt\nwater & more"),
        Code("Theme/Sea/Ice"), Code("Theme/Land"), Code("Économie"),
    )  # fmt: skip
    assert codebook.read(data.decode().replace("utf-8", "utf-16").encode("utf-16")).codes == (
        codebook.read(data).codes
    )


def test_parents_of_parents_are_found_in_whatever_order() -> None:
    found = codebook.read(b"code,parent\nice,sea\nsea,theme\ntheme,\nland,theme\n").codes
    assert [code.name for code in found] == ["theme/sea/ice", "theme/sea", "theme", "theme/land"]


def test_an_encoding_of_old_is_told() -> None:
    rows = "name;definition\nÉtat;Le pouvoir à l'œuvre, là où il s'exerce, et ses préfets\n"
    book = codebook.read(rows.encode("cp1252"))
    assert book.codes[0].name == "État"
    assert book.encoding
    assert book.encoding.lower() in ("windows-1252", "cp1252")


@pytest.mark.parametrize(
    "rows", ["name;definition\nÉtat;Là\n", "name\naño\nniño\n", "name\nBürger\n",
             "name\nåsikt\nöga\n", "name,definition\nlibertà,\ncittà,La città\n", "name\n“sea”\n"]
)  # fmt: skip
def test_a_short_codebook_of_an_old_windows_is_read(rows: str) -> None:
    names = [re.split("[;,]", row)[0] for row in rows.splitlines()[1:]]
    assert [code.name for code in codebook.read(rows.encode("cp1252")).codes] == names


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("windows-1250", "čeština škola řeka"),
        ("windows-1251", "вода"),
        ("windows-1253", "θάλασσα νερό"),
    ],
)
def test_a_short_codebook_of_elsewhere_is_read(encoding: str, names: str) -> None:
    data = "\n".join(("name", *names.split())).encode(encoding)
    assert [code.name for code in codebook.read(data).codes] == names.split()


def test_short_rows_blank_rows_and_cells_behind_are_no_matter() -> None:
    data = b"name;definition;colour;\nsea;Salt;;\n ; ;\nice\nland;;#00ff00;;;\n"
    found = codebook.read(data).codes
    assert found == (Code("sea", "Salt"), Code("ice"), Code("land", colour="#00ff00"))


def test_the_first_sheet_with_something_in_it_is_read() -> None:
    book, file = Workbook(), io.BytesIO()
    for name in ("Codes", "Other"):
        sheet = book.create_sheet(name)
        sheet.append(["Name", "Colour"])
        sheet.append([name, None])
        sheet.append([None, None])
    book.save(file)
    assert codebook.read(file.getvalue()).codes == (Code("Codes"),)


def test_an_encoding_that_is_said_is_no_guess() -> None:
    rows = "name;definition\nÉtat;Là\n".encode("cp1252")
    assert codebook.read(rows, "windows-1252").codes == (Code("État", "Là"),)
    for name, told in (("zzz", "no encoding 'zzz'"), ("utf-8", "it is not in utf-8")):
        with pytest.raises(BadInput, match=told):
            codebook.read(rows, name)


def test_of_a_formula_what_it_came_to_is_read() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx(("name",), ("=1+1",)))) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    assert codebook.read(made.getvalue()).codes == (Code("2"),)


ENTITIES = """<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c SYSTEM "file:///etc/passwd">]>"""
BAD = {
    "nothing": (b"", "has no rows in it"),
    "columns alone": (b"name,definition\n", "there is no tag in it"),
    "no name": (b"definition,color\nx,y\n", "name, path, tag or code; it has definition"),
    "a column twice": (b"name,Name\nx,y\n", "names the column name twice"),
    "a row without a name": (b"name,definition\nsea,x\n,y\n", "line 3 has no name"),
    "a tag twice": (b"name\nsea\nice\nSEA\n", "line 2 and line 4 are one tag, SEA"),
    "a cycle": (b"code,parent\na,b\nb,c\nc,a\n", r"line 2: a is under itself \(a > c > b > a\)"),
    "its own parent": (b"code,parent\na,a\n", r"line 2: a is under itself \(a > a\)"),
    "a parent that may be two": (b"code,parent\na,\na,b\nc,a\n", "line 4: 2 codes are called a"),
    "a name too long": (b"name\n" + b"a" * 201 + b"\n", "line 2: a tag name has at most 200"),
    "a name with the sign": (b"name\nsea\na|b\n", r"line 3: 'a\|b' has a \|"),
    "an invisible sign": ("name\nse\u200ba\n".encode(), "line 2: .* cannot be seen"),
    "a colour that is none": (b"name,colour\nsea,blue\n", "line 2: 'blue' is no colour"),
    "more fields than columns": (b"name\nsea,ice\n", "line 2 has 2 fields"),
    "an open quotation mark": (b'name\n"sea\n', "line 2 is no row"),
    "no JSON": (b'{"name": "sea"}\n{"name": \n', "line 2 is no JSON"),
    "no object": (b'{"name": "sea"}\n3\n', "line 2 is no object"),
    "a list in JSON": (b'{"name": ["sea"]}', "line 1 has more in name than a cell holds"),
    "a REFI project": (qdpx("project.qde"), r"a REFI project; export the codebook of it \(.qdc\)"),
    "another archive": (qdpx("content.xml"), "is no xlsx; save it as xlsx or CSV"),
    "old Excel": (b"\xd0\xcf\x11\xe0rest", "no spreadsheet"),
    "no xlsx": (b"PK\x03\x04rest", "no spreadsheet"),
    "a formula alone": (xlsx(("name", "definition"), ("sea", "=A1&B1")), "in row 2 the formula"),
    "broken XML": (qdc("<Code name='a'>"), "no XML that can be read"),
    "entities": (qdc("<Code name='&b;&c;'/>", ENTITIES), "it has a document type"),
    "another XML": (b"<html><body/></html>", "begins with <html>"),
    "a code twice": (qdc("<Code name='a'/><Code name='A'/>"), "the code a and the code A are one"),
    "codes in codes for ever": (qdc("<Code name='a'>" * 9000 + "</Code>" * 9000), "more than 200"),
    "a code without a name": (qdc("<Code guid='1'/>"), "is no tag name"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "told"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_said_in_a_line(data: bytes, told: str) -> None:
    with pytest.raises(BadInput, match=told) as error:
        codebook.read(data)
    assert "\n" not in str(error.value)


_words = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=9
)
_names = st.lists(_words.filter(lambda w: not set(w) & set("/|")), min_size=1, max_size=3)


@given(st.lists(st.tuples(_names.map("/".join), st.text(max_size=20)), min_size=1, max_size=5))
def test_what_is_written_as_json_lines_is_read(said: list[tuple[str, str]]) -> None:
    rows = {folded(name): {"name": name, "definition": words} for name, words in said}
    data = "\n".join(map(json.dumps, rows.values())).encode()
    try:
        found = codebook.read(data).codes
    except BadInput:
        return  # a name that none may have
    wanted = [row["definition"].strip() for row in rows.values()]
    assert [code.definition or "" for code in found] == wanted
    assert [folded(code.name) for code in found] == [*rows]
    assert all(clean.unprintable(code.name) is None for code in found)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_codebook_or_refused(data: bytes) -> None:
    for head in (b"", b"<", b"{", b"name\n"):
        try:
            codebook.read(head + data)
        except BadInput:
            continue


def broken(chance: random.Random) -> bytes:
    """A spreadsheet with some bytes of one of its parts changed, or of the whole."""
    whole = xlsx(("name", "definition"), ("sea", "Salt"), ("ice", "Cold"))
    with zipfile.ZipFile(io.BytesIO(whole)) as packed:
        parts = {name: bytearray(packed.read(name)) for name in packed.namelist()}
    parts["whole"] = bytearray(whole)
    name = chance.choice(list(parts))
    for _ in range(chance.randint(1, 6)):
        parts[name][chance.randrange(len(parts[name]))] = chance.choice(b'<>"=/ a0\xff')
    if name == "whole":
        return bytes(parts[name])
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for each, data in parts.items():
            if each != "whole":
                packed.writestr(each, bytes(data))
    return made.getvalue()


@pytest.mark.filterwarnings("ignore")  # of openpyxl, of what it leaves out
def test_a_broken_spreadsheet_is_read_or_refused() -> None:
    chance = random.Random(1)
    refused = 0
    for _ in range(300):
        try:
            codebook.read(broken(chance))
        except BadInput:
            refused += 1
    assert 100 < refused < 300
