"""What Word shows of a paragraph and mammoth passes over."""

import time

import pytest

from annotate.errors import UnreadableSource
from annotate.readers import docx
from tests.readers import word
from tests.readers.documents import check, texts


def found(body: str) -> list[str]:
    """The paragraphs of a Word file with this body."""
    draft = docx.read(word.document(body))
    check(draft)
    return texts(draft)


def p(content: str, said: str = "") -> str:
    return f"<w:p><w:pPr>{said}</w:pPr>{content}</w:p>"


def t(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def r(content: str) -> str:
    return f"<w:r>{content}</w:r>"


def m(words: str) -> str:
    return f"<m:r><m:t>{words}</m:t></m:r>"


def box(words: str) -> str:
    return f"<w:txbxContent>{p(t(words))}</w:txbxContent>"


def newer(words: str) -> str:
    shape = f"<wps:wsp><wps:txbx>{box(words)}</wps:txbx></wps:wsp>"
    drawing = f"<w:drawing><wp:anchor>{shape}</wp:anchor></w:drawing>"
    return f'<mc:Choice Requires="wps">{drawing}</mc:Choice>'


def older(words: str) -> str:
    shape = f"<v:oval><v:textbox>{box(words)}</v:textbox></v:oval>"
    return f"<mc:Fallback><w:pict>{shape}</w:pict></mc:Fallback>"


HALF = f"<m:f><m:fPr/><m:num>{m('x+1')}</m:num><m:den>{m('2')}</m:den></m:f>"
POWER = f"<m:sSup><m:e>{m('y')}</m:e><m:sup>{m('10')}</m:sup></m:sSup>"
SUM = (
    f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{m("i=1")}</m:sub>'
    f"<m:sup>{m('n')}</m:sup><m:e><m:rad><m:deg/><m:e>{m('i')}</m:e></m:rad></m:e></m:nary>"
)
OPEN = '<m:dPr><m:begChr m:val="["/><m:endChr m:val="["/></m:dPr>'
PAIR = f"<m:d>{OPEN}<m:e>{m('a')}</m:e><m:e>{m('b')}</m:e></m:d>"
DRAWN = f"<w:drawing>{box('inner')}</w:drawing>"

CASES: dict[str, tuple[str, list[str]]] = {
    "a formula in a line": (
        p(t("if ") + f"<m:oMath>{HALF}{m('=')}{POWER}</m:oMath>" + t(" holds")),
        ["if (x+1)/2=y^10 holds"],
    ),
    "formulas on lines of their own": (
        p(t("As")
          + f"<m:oMathPara><m:oMath>{SUM}</m:oMath><m:oMath>{PAIR}</m:oMath></m:oMathPara>"
          + t("shows")),
        ["As\n∑_(i=1)^n √i\n[a|b[\nshows"],
    ),
    "a formula between paragraphs": (
        f"<m:oMathPara><m:oMath>{m('one')}</m:oMath></m:oMathPara>" * 2, ["one", "one"],
    ),
    "what is deleted of a formula": (
        p(f"<m:oMath>{m('x')}<w:del>{m('y')}</w:del><w:ins>{m('z')}</w:ins></m:oMath>"), ["xz"],
    ),
    "the number of a figure": (
        p(t("Figure ") + f'<w:fldSimple w:instr="SEQ">{t("3")}</w:fldSimple>' + t(": a lamp")),
        ["Figure 3: a lamp"],
    ),
    "runs from right to left": (
        p(f"<w:bdo><w:dir>{t('one')}</w:dir></w:bdo><w:dir>{t(' two')}</w:dir>"), ["one two"],
    ),
    "breaks and tabs": (
        p(r('<w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t>')
          + r("<w:cr/><w:t>c</w:t><w:ptab/><w:t>d</w:t>")),
        ["a\nb\nc d"],
    ),
    "readings above characters": (
        p(r(f"<w:ruby><w:rubyPr/><w:rt>{t('ひ')}</w:rt><w:rubyBase>{t('灯')}</w:rubyBase></w:ruby>")
          + t("が見えた")),
        ["灯（ひ）が見えた"],
    ),
    "hidden text": (
        p(t("seen") + r("<w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t>")
          + r('<w:rPr><w:vanish w:val="0"/></w:rPr><w:t>, too</w:t>')),
        ["seen, too"],
    ),
    "signs": (
        p(r('<w:sym w:font="Times" w:char="03B1"/><w:sym w:font="Wingdings" w:char="F0FC"/>'
            '<w:sym w:font="Times" w:char="x"/>')),
        ["α✓"],
    ),
    "a tall initial": (
        p(t("O"), '<w:framePr w:dropCap="drop"/>') + p(t("nce upon a time")), ["Once upon a time"],
    ),
    "a paragraph whose end was deleted": (
        p(t("One "), "<w:rPr><w:del/></w:rPr>") + p(t("two")), ["One two"],
    ),
    "paragraphs whose ends were deleted, with a bookmark between": (
        (p(t("One "), "<w:rPr><w:del/></w:rPr>") + '<w:bookmarkEnd w:id="0"/>') * 2 + p(t("two")),
        ["One One two"],
    ),
    "a table below a paragraph whose end was deleted": (
        p(t("One"), "<w:rPr><w:del/></w:rPr>")
        + f"<w:tbl><w:tr><w:tc>{p(t('cell'))}</w:tc></w:tr></w:tbl>",
        ["One", "cell"],
    ),
    "the last paragraph, whose end was deleted": (
        p(t("One"), "<w:rPr><w:del/></w:rPr>"), ["One"],
    ),
    "a box without an older form": (
        p(t("a") + r(f"<mc:AlternateContent>{newer('boxed')}</mc:AlternateContent>") + t(" b")),
        ["a b", "boxed"],
    ),
    "a box in both forms": (
        p(t("a") + r(f"<mc:AlternateContent>{newer('b')}{older('b')}</mc:AlternateContent>")),
        ["a", "b"],
    ),
    "a box in a box": (
        p(r(f"<w:drawing><w:txbxContent>{p(t('outer') + r(DRAWN))}</w:txbxContent></w:drawing>")),
        ["outer", "inner"],
    ),
    "no reading above a character": (
        p(r(f"<w:ruby><w:rubyBase>{t('灯')}</w:rubyBase></w:ruby>")), ["灯"],
    ),
    "a box to tick": (
        p("<w:sdt><w:sdtPr><w14:checkbox/></w:sdtPr>"
          f"<w:sdtContent>{t('☒')}</w:sdtContent></w:sdt>" + t(" done")),
        ["☒ done"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), CASES.values(), ids=CASES)
def test_what_word_shows_is_read_once(body: str, expected: list[str]) -> None:
    assert found(body) == expected


def test_formulas_of_any_depth_are_read() -> None:
    deep = "<m:sSup><m:e>" * 80 + m("x") + "</m:e></m:sSup>" * 80
    assert found(p(f"<m:oMath>{deep}</m:oMath>")) == ["x"]


def test_what_is_in_itself_or_goes_on_for_long_is_read_in_time() -> None:
    begin, end = "<w:drawing><w:txbxContent><w:p><w:r>", "</w:r></w:p></w:txbxContent></w:drawing>"
    parted = p(t("a"), "<w:rPr><w:del/></w:rPr>") * 5000
    started = time.process_time()
    assert found(p(r(begin * 18 + "<w:t>words</w:t>" + end * 18))) == ["words"]
    assert found(parted + p(t("b"))) == ["a" * 5000 + "b"]
    assert time.process_time() - started < 5


def test_what_is_deeper_than_any_program_writes_is_refused_at_once() -> None:
    begin, end = "<mc:AlternateContent><mc:Fallback><w:q/>", "</mc:Fallback></mc:AlternateContent>"
    with pytest.raises(UnreadableSource, match="deep in each other"):
        found(p(r(begin * 20_000 + end * 20_000)))
