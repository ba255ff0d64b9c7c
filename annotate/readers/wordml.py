"""
A part of a Word file (WordprocessingML) in the elements that mammoth reads.

What it passes over stands in a paragraph of Word like any other text: formulas, the
results of simple fields (the number of a figure), right-to-left runs, readings above
characters, initials as tall as two lines, text boxes without an older form. What Word
does not show, hidden text, goes.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element, fromstring, tostring

from annotate.readers.markup.formula import Formula

__all__ = ["known", "prefixed", "rewritten"]

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14:",
    "urn:schemas-microsoft-com:vml": "v:",
}
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_PICTURED = ("symbol", "wingdings", "webdings", "zapf")  # fonts whose letters are other signs
_SHOWN = frozenset({"w:t", "w:tab", "w:br", "w:sym", "w:noBreakHyphen", "w:pict", "w:drawing"})
_DEEPEST = 1_000  # levels
_BETWEEN = frozenset(  # paragraphs that are one
    {"w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd", "w:proofErr"}
)
_HOLD_BLOCKS = frozenset({"w:body", "w:tc", "w:txbxContent", "w:footnote", "w:endnote"})

_Rewrite = Callable[[Element, Element], Iterator[Element]]


def known(xml: bytes) -> bytes:
    """The part, rewritten; raises `ParseError`, or `RecursionError` where it nests too deeply."""
    return tostring(rewritten(xml))


def rewritten(xml: bytes) -> Element:
    """The part as a tree; raises as `known` does."""
    root = fromstring(xml)
    _refuse_deep(root)
    # from the end, so that what an element holds is rewritten before it is
    for parent in reversed(list(root.iter())):
        if any(prefixed(child.tag) in _REWRITES for child in parent):
            parent[:] = [new for child in parent for new in _instead(child, parent)]
        if any(map(_goes_on, parent)):
            parent[:] = _joined(parent)
    return root


def _refuse_deep(root: Element) -> None:
    """What is rewritten goes up a level at a time, which takes the square of the levels."""
    level, depth = [root], 0
    while level:
        level, depth = [child for element in level for child in element], depth + 1
        if depth > _DEEPEST:
            raise RecursionError(f"elements more than {_DEEPEST} deep in each other")


@lru_cache(1000)
def prefixed(tag: str) -> str:
    """The name of an element with the prefix that it usually has."""
    space, _, local = tag[1:].rpartition("}")
    return _PREFIXES.get(space, "?:") + local


def _instead(element: Element, parent: Element) -> Iterator[Element]:
    rewrite = _REWRITES.get(prefixed(element.tag))
    return iter((element,)) if rewrite is None else rewrite(element, parent)


def _child(element: Element | None, name: str) -> Element | None:
    return next((one for one in _all(element) if prefixed(one.tag) == name), None)


def _all(element: Element | None) -> list[Element]:
    return [] if element is None else list(element)


def _said(element: Element | None, name: str = "val") -> str | None:
    """The value of an attribute, whatever its prefix."""
    told = () if element is None else element.attrib.items()
    return next((value for key, value in told if key.rpartition("}")[2] == name), None)


def _holds(element: Element | None, name: str) -> bool:
    return element is not None and any(prefixed(one.tag) == name for one in element.iter())


def _made(name: str, *children: Element, text: str | None = None) -> Element:
    element = Element(_W + name)
    element.extend(children)
    element.text = text
    return element


def _run(text: str) -> Element:
    return _made("r", _made("t", text=text))


def _content(element: Element, parent: Element) -> Iterator[Element]:
    return iter(element)


def _nothing(element: Element, parent: Element) -> Iterator[Element]:
    return iter(())


def _as(tag: str) -> _Rewrite:
    """Another element in its place, with the same content."""

    def renamed(element: Element, parent: Element) -> Iterator[Element]:
        new = Element(tag)
        new.extend(element)
        yield new

    return renamed


def _seen(run: Element, parent: Element) -> Iterator[Element]:
    """A run without its words if they are hidden; what fields it begins or ends stays."""
    hidden = _child(_child(run, "w:rPr"), "w:vanish")
    if hidden is not None and _said(hidden) not in ("0", "false", "off"):
        run[:] = [child for child in run if prefixed(child.tag) not in _SHOWN]
    yield run


def _symbol(element: Element, parent: Element) -> Iterator[Element]:
    """A sign; those of fonts of pictures are mammoth's to know."""
    try:
        sign = chr(int(_said(element, "char") or "", 16))
    except (ValueError, OverflowError):
        return
    of_pictures = (_said(element, "font") or "").lower().startswith(_PICTURED)
    yield element if of_pictures or not sign.isprintable() else _made("t", text=sign)


def _reading(ruby: Element, parent: Element) -> Iterator[Element]:
    yield from _all(_child(ruby, "w:rubyBase"))
    if reading := _all(_child(ruby, "w:rt")):
        yield from (_run("（"), *reading, _run("）"))


def _alternative(element: Element, parent: Element) -> Iterator[Element]:
    """The older form of what newer programs draw, unless the words are in the newer one only."""
    newer, older = _child(element, "mc:Choice"), _child(element, "mc:Fallback")
    is_newer = older is None or (_holds(newer, "w:t") and not _holds(older, "w:t"))
    yield from _all(newer if is_newer else older)


def _drawing(element: Element, parent: Element) -> Iterator[Element]:
    yield element
    if boxes := list(_taken(element, "w:txbxContent")):
        yield _made("pict", *boxes)


def _taken(element: Element, name: str) -> Iterator[Element]:
    """Takes the elements of a name out of another; what is in them stays there."""
    within = [element]
    while within:
        around = within.pop()
        yield from (one for one in around if prefixed(one.tag) == name)
        around[:] = [one for one in around if prefixed(one.tag) != name]
        within += reversed(around)


def _formula(element: Element, parent: Element) -> Iterator[Element]:
    formula = Formula()
    _take(formula, element)
    run = _run(formula.line())
    yield _made("p", run) if prefixed(parent.tag) in _HOLD_BLOCKS else run


def _take(formula: Formula, element: Element) -> None:
    name = element.tag.rpartition("}")[2]
    formula.open(name, _properties(element))
    formula.text((element.text or "") if name == "t" else "")
    for child in element:
        if not child.tag.endswith("Pr"):
            _take(formula, child)
    formula.close(name)


def _properties(element: Element) -> dict[str, str]:
    """What the properties of a part of a formula say, as the sign of a sum."""
    found = next((child for child in element if child.tag.endswith("Pr")), None)
    return {one.tag.rpartition("}")[2]: _said(one) or "" for one in _all(found)}


def _displayed(element: Element, parent: Element) -> Iterator[Element]:
    """Formulas on lines of their own, which are runs by now."""
    runs = [run for run in element if prefixed(run.tag) == "w:r"]
    lines = [part for run in runs for part in (*run, _made("br"))]
    run = _made("r", _made("br"), *lines)
    yield _made("p", run) if prefixed(parent.tag) in _HOLD_BLOCKS else run


def _goes_on(element: Element) -> bool:
    """Whether a paragraph is the start of the next: a tall initial, or its end was deleted."""
    if prefixed(element.tag) != "w:p":
        return False
    properties = _child(element, "w:pPr")
    is_initial = _said(_child(properties, "w:framePr"), "dropCap") in ("drop", "margin")
    return is_initial or _child(_child(properties, "w:rPr"), "w:del") is not None


def _joined(parent: Element) -> list[Element]:
    found: list[Element] = []
    begun: list[Element] = []  # what paragraphs hold that the next one goes on with
    for element in (*parent, None):
        name = "" if element is None else prefixed(element.tag)
        if element is not None and _goes_on(element):
            begun += (child for child in element if prefixed(child.tag) != "w:pPr")
            continue
        if begun and element is not None and name == "w:p":
            at = 0 if _child(element, "w:pPr") is None else 1
            element[at:at], begun = begun, []
        elif begun and name not in _BETWEEN:
            found.append(_made("p", *begun))
            begun = []
        found += () if element is None else (element,)
    return found


_REWRITES: dict[str, _Rewrite] = {
    **dict.fromkeys(("w:fldSimple", "w:dir", "w:bdo"), _content),
    **dict.fromkeys(("v:oval", "v:line", "v:polyline", "v:curve", "v:arc"), _as(_V + "rect")),
    "w:cr": _as(_W + "br"),
    "w:br": _as(_W + "br"),  # those that end a page or column end a line as well
    "w:ptab": _as(_W + "tab"),
    "w:r": _seen,
    "w:sym": _symbol,
    "w:ruby": _reading,
    "w:drawing": _drawing,
    "w14:checkbox": _nothing,  # its sign is there as text
    "mc:AlternateContent": _alternative,
    "m:oMath": _formula,
    "m:oMathPara": _displayed,
}
