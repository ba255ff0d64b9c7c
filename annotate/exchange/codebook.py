"""
A codebook from a file: what `annotate tags -f csv` wrote, spreadsheets, JSON lines, `.qdc`.

Columns may be named as other programs name them. Of a tag that is said twice, or that is
under itself, nothing is guessed.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotate.coding.actions import is_free
from annotate.corpus import defining
from annotate.corpus.taking_over import Code
from annotate.errors import BadInput
from annotate.exchange import records, refi
from annotate.exchange.records import Record, Records
from annotate.ref import looks_like_one
from annotate.text.tag_names import folded, require_partable, require_visible, spelled

__all__ = ["COLUMNS", "Book", "read"]

LARGEST = 50_000_000  # bytes

COLUMNS = {
    "name": ("path", "full_name", "full_path", "tag", "name", "code_name", "tag_name", "code",
             "label"),
    "parent": ("parent", "parent_code", "parent_tag", "parent_name"),
    "category": ("category", "group"),
    "definition": ("definition", "description", "meaning", "memo", "comment"),
    "use_when": ("use_when", "when_to_use", "inclusion", "inclusion_criteria"),
    "do_not_use_when": ("do_not_use_when", "when_not_to_use", "exclusion", "exclusion_criteria"),
    "colour": ("colour", "color"),
    "key": ("key",),
    "examples": ("examples", "example"),
    "counter_examples": ("counter_examples", "counter_example"),
}  # fmt: skip
"""What each column may be called; of several in one file the first holds."""

_COUNTS = {"taggings", "paragraphs", "total", "gone", "removed"}
"""What `annotate tags` writes beside them, and derives anew."""


class Book(NamedTuple):
    """The codes of a file, the columns in it that are not read, the encoding if it is a guess."""

    codes: tuple[Code, ...]
    unread: tuple[str, ...] = ()
    encoding: str | None = None


def read(data: bytes, encoding: str | None = None) -> Book:
    """
    The codebook in the bytes of a file; raises BadInput, which names the row in question.

    What a table is not in UTF-8 is a guess, unless its encoding is said.
    """
    if len(data) > LARGEST:
        raise BadInput(f"a codebook of more than {LARGEST / 1e6:g} MB is none")
    if encoding is not None:
        data = _decoded(data, encoding)
    if data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<"):
        found = [_Found(f"the code {'/'.join(c.path)}", "/".join(c.path), c.description, "", "",
                        c.colour) for c in refi.codes(data)]  # fmt: skip
        return Book(tuple(_codes(found)))
    table = records.read(data)
    chosen, unread = _chosen(table)
    found = [_of_row(row, chosen) for row in table.rows]
    return Book(tuple(_codes(_under_parents(table.rows, found, chosen))), unread, table.encoding)


def _decoded(data: bytes, encoding: str) -> bytes:
    try:
        return data.decode(encoding).encode()
    except LookupError as error:
        raise BadInput(f"no encoding {encoding!r}; say one like windows-1252") from error
    except UnicodeError as error:
        raise BadInput(f"it is not in {encoding}: {error}") from error


class _Found(NamedTuple):
    where: str
    name: str
    definition: str = ""
    use_when: str = ""
    do_not_use_when: str = ""
    colour: str = ""
    key: str = ""
    examples: str = ""
    counter_examples: str = ""


def _chosen(table: Records) -> tuple[dict[str, str], tuple[str, ...]]:
    """Which column of the table is which of ours, and those that are none."""
    plain = {
        re.sub(r"\W+", "_", name.strip().casefold()).strip("_"): name for name in table.columns
    }
    chosen = {
        ours: plain[theirs[0]]
        for ours, known in COLUMNS.items()
        if (theirs := [name for name in known if name in plain])
    }
    if "name" not in chosen:
        named = ", ".join(filter(None, table.columns)) or "none"
        raise BadInput(
            "the first line must name the columns, one of them name, path, tag or code;"
            f" it has {named}"
        )
    _leave_out_others(table, chosen)
    known = {*chosen.values(), *(plain[name] for name in _COUNTS if name in plain), ""}
    return chosen, tuple(name for name in table.columns if name not in known)


def _leave_out_others(table: Records, chosen: dict[str, str]) -> None:
    """Read no columns that only are called as ours: numbers as keys, sentences as examples."""
    fits = {"key": is_free, "examples": _are_refs, "counter_examples": _are_refs}
    for ours, is_one in fits.items():
        cells = (row.cells.get(chosen.get(ours, "")) for row in table.rows)
        if not all(is_one(cell.strip()) for cell in cells if cell):
            del chosen[ours]


def _are_refs(cell: str) -> bool:
    return all(map(looks_like_one, cell.split()))


def _of_row(row: Record, chosen: dict[str, str]) -> _Found:
    cells = {ours: row.cells.get(theirs, "") for ours, theirs in chosen.items()}
    if not cells["name"]:
        raise BadInput(f"{row.where} has no {chosen['name']}")
    name = "/".join(filter(None, (cells.pop("category", ""), cells.pop("name"))))
    cells.pop("parent", "")
    return _Found(row.where, name, **cells)


def _under_parents(
    rows: Sequence[Record], found: Sequence[_Found], chosen: dict[str, str]
) -> Iterator[_Found]:
    """The codes with the names of their parents before theirs, where a column has these."""
    if "parent" not in chosen:
        yield from found
        return
    parents = [row.cells.get(chosen["parent"], "").strip() for row in rows]
    called: defaultdict[str, list[int]] = defaultdict(list)
    for at, code in enumerate(found):
        called[folded(code.name.strip())].append(at)
    for at, code in enumerate(found):
        yield code._replace(name="/".join(_path(at, found, parents, called)))


def _path(
    at: int, found: Sequence[_Found], parents: Sequence[str], called: dict[str, list[int]]
) -> list[str]:
    path, seen = [found[at].name], {at}
    while parent := parents[at]:
        if folded(found[at].name).startswith(f"{folded(parent)}/"):
            break  # the name is a whole path
        above = called.get(folded(parent), [])
        if len(above) > 1:
            raise BadInput(f"{found[at].where}: {len(above)} codes are called {parent}")
        if not above:
            return [parent, *path]
        at = above[0]
        path.insert(0, found[at].name)
        if at in seen:
            raise BadInput(f"{found[at].where}: {path[0]} is under itself ({' > '.join(path)})")
        seen.add(at)
    return path


def _codes(found: Iterator[_Found] | Sequence[_Found]) -> Iterator[Code]:
    """Each as it would be stored, once; raises BadInput for names that cannot be, or are one."""
    stood: dict[str, str] = {}
    keys: dict[str, str] = {}
    for code in found:
        name, colour = _checked(code)
        place = folded(name)
        if place in stood:
            raise BadInput(f"{stood[place]} and {code.where} are one tag, {name}; say it once")
        stood[place] = code.where
        definition, use_when, do_not_use_when = (
            words.strip() or None
            for words in (code.definition, code.use_when, code.do_not_use_when)
        )
        key = code.key.strip() or None
        if key and keys.setdefault(key, code.where) != code.where:
            raise BadInput(f"{keys[key]} and {code.where} have one key, {key}; say it once")
        shown = tuple(code.examples.split()), tuple(code.counter_examples.split())
        yield Code(name, definition, use_when, do_not_use_when, colour, key, *shown)
    if not stood:
        raise BadInput("there is no tag in it")


def _checked(code: _Found) -> tuple[str, str | None]:
    try:
        name = spelled(code.name)
        require_visible(name)
        require_partable(name)
        return name, defining.colour_of(code.colour.strip()) if code.colour.strip() else None
    except BadInput as error:
        raise BadInput(f"{code.where}: {error}") from error
