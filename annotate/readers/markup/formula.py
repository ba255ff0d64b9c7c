"""
Formulas as a line of text: MathML's, and those of Word files (OMML).

What a reader sees is written once, in the signs that Word itself writes formulas in on
one line: `a/b`, `x^2`, `x_i`, `√x`, with parentheses where a part has several signs.
What programs keep beside it for other programs, as its TeX, is left out, unless there
is nothing else. Nothing is nested deeper than a person writes, so that none is a bomb.
"""

import re
from collections.abc import Callable, Mapping, Sequence

__all__ = ["Formula"]

_Told = Mapping[str, str]

_DEEPEST = 60  # levels; further in, the words are just strung together
_UNSEEN = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064"))  # signs for "applied to", "times"
_ENCLOSED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
_PRIMES = frozenset("'′″‴")
_NAME = re.compile(r"[^\W\d_]{2}")
_NAME_BEFORE = re.compile(r"[^\W\d_]{2}$|[_^/√][^\W_]+$")  # or a part that ends with the name


class Formula:
    """A formula whose elements open and close; names are without prefix."""

    def __init__(self, told: _Told | None = None) -> None:
        self._open: list[tuple[str, _Told, list[str]]] = [("", {}, [])]
        self._told = told or {}

    def open(self, name: str, told: _Told) -> None:
        """An element begins, of which these attributes are told."""
        if len(self._open) < _DEEPEST:
            self._open.append((name, told, []))

    def text(self, text: str) -> None:
        """Words of the innermost element."""
        if words := " ".join(text.translate(_UNSEEN).split()):
            self._open[-1][2].append(words)

    def close(self, name: str) -> None:
        """An element ends, and those that are open in it."""
        if any(name == each for each, _, _ in self._open[1:]):
            while self._pop() != name:
                pass

    def line(self) -> str:
        """What there is of it, in one line, apart from its neighbours where it is displayed."""
        while len(self._open) > 1:
            self._pop()
        line = _row(self._open[0][2], {}) or " ".join(self._told.get("alttext", "").split())
        return f" {line} " if self._told.get("display") == "block" else line

    def _pop(self) -> str:
        name, told, parts = self._open.pop()
        if name not in _UNSEEN_ELEMENTS:
            self._open[-1][2].append(_RULES.get(name, _row)(parts, told))
        return name


def _row(parts: Sequence[str], told: _Told) -> str:
    """Parts side by side, names apart."""
    found: list[str] = []
    for part in filter(None, parts):
        if found and _runs_together(found[-1], part):
            found.append(" ")
        found.append(part)
    return "".join(found).strip()


def _runs_together(before: str, part: str) -> bool:
    if not (before[-1].isalnum() and part[0].isalnum()):
        return False
    return bool(_NAME.match(part) or _NAME_BEFORE.search(before))


def _group(part: str) -> str:
    """A part as one sign, or in parentheses."""
    return part if part.isalnum() or len(part) < 2 or _ENCLOSED.fullmatch(part) else f"({part})"


def _with_signs(*signs: str) -> Callable[[Sequence[str], _Told], str]:
    """A rule: the parts, the first without a sign, each other one behind its own."""

    def rule(parts: Sequence[str], told: _Told) -> str:
        first, *others = [*parts, ""]
        written = [_group(first) if any(others) else first]
        for sign, part in zip((*signs, *[""] * len(others)), others, strict=False):
            written.append(f"{'' if part in _PRIMES else sign}{_group(part)}" if part else "")
        return "".join(written)

    return rule


def _over(parts: Sequence[str], told: _Told) -> str:
    """What stands over or under: a mark of one sign, or words."""
    is_mark = len(parts) == 2 and len(parts[1]) == 1 and not parts[1].isalnum()
    return "".join(parts) if is_mark else _with_signs("^")(parts, told)


def _between(sign: str) -> Callable[[Sequence[str], _Told], str]:
    return lambda parts, told: sign.join(filter(None, parts))


def _root(parts: Sequence[str], told: _Told) -> str:
    return f"√{_group(_row(parts, told))}"


def _root_of(degree: str, of: str) -> str:
    return f"√[{degree}]{_group(of)}" if degree else f"√{_group(of)}"


def _pair(parts: Sequence[str]) -> tuple[str, str]:
    first, second, *more = [*parts, "", ""]
    return first, _row([second, *more], {})


def _fenced(parts: Sequence[str], told: _Told) -> str:
    between = told.get("separators", ",")[:1]
    return f"{told.get('open', '(')}{between.join(parts)}{told.get('close', ')')}"


def _delimited(parts: Sequence[str], told: _Told) -> str:
    between = told.get("sepChr", "|")
    return f"{told.get('begChr', '(')}{between.join(parts)}{told.get('endChr', ')')}"


def _large(parts: Sequence[str], told: _Told) -> str:
    """A sum, an integral and the like, with its limits."""
    below, above, *of = [*parts, "", ""]
    sign = told.get("chr", "∫")
    return _row([_with_signs("_", "^")([sign, below, above], told), " ", *of], told)


def _before(parts: Sequence[str], told: _Told) -> str:
    below, above, *of = [*parts, "", ""]
    return _with_signs("_", "^")(["", below, above], told) + _row(of, told)


def _accented(parts: Sequence[str], told: _Told) -> str:
    return _row(parts, told) + told.get("chr", "\u0302")


_UNSEEN_ELEMENTS = frozenset(
    {"annotation", "annotation-xml", "mphantom", "maligngroup", "malignmark", "del", "delText"}
)
_RULES: dict[str, Callable[[Sequence[str], _Told], str]] = {
    "mfrac": _with_signs("/"), "f": _with_signs("/"),
    "msup": _with_signs("^"), "sSup": _with_signs("^"),
    "msub": _with_signs("_"), "sSub": _with_signs("_"),
    "msubsup": _with_signs("_", "^"), "sSubSup": _with_signs("_", "^"),
    "munder": _with_signs("_"), "limLow": _with_signs("_"),
    "mover": _over, "limUpp": _over,
    "munderover": _with_signs("_", "^"),
    "msqrt": _root,
    "mroot": lambda parts, told: _root_of(*reversed(_pair(parts))),
    "rad": lambda parts, told: _root_of(*_pair(parts)),
    "mtable": _between("; "), "m": _between("; "), "eqArr": _between("; "),
    "mtr": _between(" "), "mlabeledtr": _between(" "), "mr": _between(" "),
    "func": _between(" "),
    "mmultiscripts": _between(" "),
    "mspace": lambda parts, told: " ",
    "mfenced": _fenced, "d": _delimited,
    "nary": _large, "sPre": _before, "acc": _accented,
}  # fmt: skip
