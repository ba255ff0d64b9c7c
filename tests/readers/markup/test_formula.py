"""Formulas in MathML as a line of text, the same in books and on web pages."""

import pytest
from lxml import html as lxml_html

from annotate.readers.markup import walk
from annotate.readers.web import blocks

A, B, N = "<mi>a</mi>", "<mi>b</mi>", "<mn>2</mn>"
SUM = "<mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow>"
CASES = {
    "a fraction": (f"<mfrac>{SUM}{N}</mfrac>", "(a+b)/2"),
    "a power": (f"<msup>{A}<mn>10</mn></msup>", "a^10"),
    "of a sum": (f"<msup><mrow><mo>(</mo>{SUM}<mo>)</mo></mrow>{N}</msup>", "(a+b)^2"),
    "a prime": (f"<msup>{A}<mo>′</mo></msup>", "a′"),
    "an index": (f"<msub>{A}{SUM}</msub>", "a_(a+b)"),
    "both": (f"<msubsup>{A}{B}{N}</msubsup>", "a_b^2"),
    "a root": (f"<msqrt>{A}<mo>+</mo>{B}</msqrt>", "√(a+b)"),
    "a third root": (f"<mroot>{A}<mn>3</mn></mroot>", "√[3]a"),
    "limits": (f"<munderover><mo>∑</mo>{A}{B}</munderover>", "∑_a^b"),
    "a limit": (f"<munder><mi>lim</mi>{A}</munder>{B}", "lim_a b"),
    "a mark above": (f"<mover>{A}<mo>→</mo></mover>", "a→"),
    "a function": ("<mi>sin</mi><mo>&#x2061;</mo><mi>x</mi>", "sin x"),
    "words": ("<mn>5</mn><mtext> if </mtext><mi>x</mi>", "5 if x"),
    "a table": (
        f"<mtable><mtr><mtd>{A}</mtd><mtd>{B}</mtd></mtr><mtr><mtd>{N}</mtd></mtr></mtable>",
        "a b; 2",
    ),
    "in fences": (f'<mfenced open="[">{A}{B}</mfenced>', "[a,b)"),
    "its TeX beside it": (
        f'<semantics>{A}<annotation encoding="application/x-tex">\\alpha</annotation></semantics>',
        "a",
    ),
    "what keeps a place": (f"{A}<mphantom>{B}</mphantom>", "a"),
    "nothing but TeX": ("", "\\alpha"),
}


@pytest.mark.parametrize(("formula", "line"), CASES.values(), ids=CASES)
def test_a_formula_is_a_line(formula: str, line: str) -> None:
    page = f'<p>x <math alttext="\\alpha">{formula}</math> y</p>'
    assert in_a_book(page) == on_a_page(page) == [f"x {line} y"]


def test_one_that_is_displayed_stands_apart() -> None:
    page = '<p>x<math display="block"><mi>a</mi></math>y</p>'
    assert in_a_book(page) == on_a_page(page) == ["x a y"]


def test_one_in_another_name_space_is_read() -> None:
    formula = "<m:math><m:msup><m:mi>a</m:mi><m:mn>2</m:mn></m:msup></m:math>"
    assert in_a_book(f"<p>x {formula} y</p>") == ["x a^2 y"]


def test_one_that_does_not_end_hides_nothing() -> None:
    assert in_a_book("<p>x <math><mi>a</mi> y</p><p>z</p>") == ["x ay", "z"]


def test_how_a_script_painted_it_is_left_out() -> None:
    formula = "<span><math><mi>a</mi></math></span>"
    painted = '<span aria-hidden="true">a</span>'
    assert on_a_page(f"<p>x <span>{formula}{painted}</span> y {painted}</p>") == ["x a y a"]


def in_a_book(page: str) -> list[str]:
    return [piece.text for piece in walk.pieces(page)]


def on_a_page(page: str) -> list[str]:
    return [block.text for block in blocks.page(lxml_html.document_fromstring(page)).blocks]
