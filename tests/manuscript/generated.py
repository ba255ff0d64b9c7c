"""
Documents with all kinds of things in a line, and manuscripts that quote them whole.

A template has W for a word and I for what a line may hold; words are numbered at the
end, so that each is of its own and it shows where one is lost.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from hypothesis import strategies as st

from tests.readers import word

__all__ = ["KINDS", "WORD", "Kind"]

WORD = re.compile(r"w\d{4}")
_W = re.compile(r"(?<![A-Za-z<&/])W(?![A-Za-z:=>])")

Blocks = Sequence[str]


class Kind(NamedTuple):
    """A format: its documents, and how a manuscript quotes lines and blocks in it."""

    format: str
    kind: str
    lines: st.SearchStrategy[str]
    blocks: st.SearchStrategy[str]
    document: Callable[[Blocks], bytes]
    quoted: Callable[[str], str]  # a block, in a block quote
    paragraph: Callable[[str], str]  # a line, in a block of its own
    text: Callable[[str], str]  # words, in a line

    def article(self, blocks: Blocks) -> bytes:
        """A document of these blocks."""
        return self.document(_numbered(blocks))

    def block_quotes(self, blocks: Blocks) -> bytes:
        """A manuscript that quotes each block by itself."""
        numbered = _numbered(blocks)
        between = (self.paragraph(self.text(f"So he wrote, part {i}.")) for i in range(9999))
        return self.document([p for b in numbered for p in (next(between), self.quoted(b))])

    def in_marks(self, lines: Blocks) -> bytes:
        """A manuscript that has each line in quotation marks."""
        before, after = self.text("He wrote: “"), self.text("” and went.")
        return self.document([self.paragraph(before + x + after) for x in _numbered(lines)])

    def paragraphs(self, lines: Blocks) -> bytes:
        """A document of a paragraph for each line."""
        return self.document([self.paragraph(line) for line in _numbered(lines)])


def _numbered(blocks: Blocks) -> list[str]:
    """The blocks with their words numbered."""
    count = iter(range(1, 10_000))
    return [_W.sub(lambda word: f"w{next(count):04d}", block) for block in blocks]


def _filled(templates: str, inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Templates, one a line, with something in the place of their I."""
    plain = [line for line in templates.strip().split("\n") if not _I.search(line)]
    others = [line for line in templates.strip().split("\n") if _I.search(line)]
    filled = st.tuples(st.sampled_from(others), st.lists(inner, min_size=4, max_size=4)).map(_fill)
    return st.one_of(st.sampled_from(plain), filled) if plain else filled


_I = re.compile(r"(?<![A-Za-z<&/])I(?![A-Za-z:=>])")


def _fill(made: tuple[str, list[str]]) -> str:
    template, inner = made
    parts = iter(inner)
    return _I.sub(lambda _: next(parts), template.replace("¶", "\n"))


def _line(templates: str, between: Sequence[str]) -> st.SearchStrategy[str]:
    """Words with several of the templates between and in each other."""
    leaf = st.sampled_from([x.replace("¶", "\n") for x in templates.strip().split("\n")])
    flat = leaf.filter(lambda template: not _I.search(template))
    inline = st.recursive(flat, lambda inner: _filled(templates, inner), max_leaves=4)
    some = st.lists(st.tuples(inline, st.sampled_from(between)), min_size=1, max_size=6)
    return some.map(lambda parts: "".join(map("".join, parts)))


_IN_HTML = """
W
W W, W.
<em>I</em>
<strong>I I</strong>
<code>I</code>
<code>“W” "W</code>
<kbd>W</kbd>
<a href='https://a.org/'>I</a>
<a href='#w'>W</a>
<a href='#n'>W W W W</a>
<sup><a href='#f1'>1</a></sup>
<a href='#f2' role='doc-noteref'><sup>2</sup></a>
<a id='r1' class='footnote-ref' href='#f1'>3</a>
<img src='a.png' alt='W W'>
<ruby>W<rp>(</rp><rt>W</rt><rp>)</rp></ruby>
<ruby>灯<rt>ひ</rt></ruby>が見えた
<math><mfrac><mi>W</mi><mn>2</mn></mfrac></math>
<math display='block'><msup><mi>x</mi><mn>2</mn></msup><annotation>no</annotation></math>
<svg><title>no</title><text>W</text><text>W</text></svg>
<span style='display:none'>W</span>
<span hidden>W</span>
&amp; W &lt;b&gt; &nbsp;&#8212;&eacute;
W&shy;W
W\xadW\u200bW
日本語の文章は¶ここで
שלום W العربية
W<br>W
W<br><br>W
<q>I</q>
<button>W</button> <label>W</label>
<script>no("W")</script>
<style>no</style>
<!-- no -->
<template>no</template><noscript>no</noscript>
<select><option>no</select>
W<wbr>W
x<sub>2</sub>
<del>W</del><ins>W</ins>
[W] [sic]
“W”
‘W’ "W"
don’t W…
\t  ¶
<span>I¶I</span>
<time datetime='2020-01-01'>W</time>
<font color=red>I</font>
1 < 2 &copy W
<a href='#f1'>†</a>
<video src=a>no</video><object>no</object>
<input value=no>
"""
_HTML_BLOCKS = """
<p>W W W W W I</p>
<p>W W W W W I</p>
<p>W W W W W I I I</p>
<div>W W W W W I</div>
<div>W W W W<p>W W W W W I</p>I W</div>
<h2>W W W W W I</h2>
<ul><li>W W W W W I</li></ul>
<ul><li>W W W W W I<li>W W W W W I</ul>
<ol><li><p>W W W W W I</p><p>W W W W W I</p></ol>
<pre>W W W W “W¶¶  W I</pre>
<pre><code>W W W W W I¶  W "W</code></pre>
<table><tr><td>W W W W<td>I W</table>
<table><tr><th>W W W W W I</th><td><p>W</p><p>W W W W W I</p></td></tr></table>
<dl><dt>W W W W W I</dt><dd>W</dd></dl>
<figure><img alt='W W' src=a><figcaption>W W W W W I</figcaption></figure>
<section><p>W W W W W I<p>W W W W W I</section>
<details><summary>W W W W W I</summary>W</details>
<p>W W W W W I<hr>W W W W W I
"""
_PAGE = (
    "<!doctype html><html><head><title>no</title><meta charset=utf-8></head><body><article>\n"
    "{}\n<ol><li id=f1>One note.<li id=f2>Another.</ol></article></body></html>"
)
_IN_MARKDOWN = r"""
W
W W, W.
*I*
**I I**
~~W~~
`W`
`` W ` "W ``
`“W” <b>W`
[I](https://a.org/)
[W](#w "no")
[W][r]
![W W](a.png)
[^1]
[^note]
 [^note] W
\* W \_ \<b> \[ \`
&amp; W &lt; &nbsp;&eacute;&#35;
<b>I</b>
<ruby>W<rt>W</rt></ruby>
<sup>W</sup>
<span hidden>W</span>
<svg><text>W</text><text>W</text></svg>
<math><msup><mi>W</mi><mn>2</mn></msup></math>
<!-- no -->
W  ¶W
W\¶W
W¶W
`W¶W`
<https://a.org/W>
日本語の文章は¶ここで
שלום W
W&shy;W
W\xadW
[W] [sic]
“W”
‘W’ "W"
don’t W…
W_W W*W a*b
<q>I</q>
<kbd>W</kbd>
$W$
<br>
<br><br>W
W <script>W
W | W
"""
_MARKDOWN_BLOCKS = r"""
W W W W W I
W W W W W I
W W W W W I I I
# W W W W W I
## W W W W W I
- W W W W W I¶- W W W W W I
- W W W W W I¶¶  W W W W W I
1. W W W W W I
> W W W W W I
> W W W W W I¶>¶> - W W W W W I
```¶W “W”¶¶  W "W I¶```
    W “W”¶      W
| W | W |¶|---|---|¶| W W W W W I | W |
<p>W W W W W I</p>
<div>¶¶W W W W W I¶¶</div>
<table><tr><td>W<td>W W W W W I</tr></table>
<pre>W¶¶ W</pre>
W W W W W I¶---
[^b]: W W W W W I
W W W W W[^b] I
![W W](a.png)
<figure><img alt='W W'><figcaption>W W W W</figcaption></figure>
* * *¶¶W W W W W I
"""
_NOTES = "[r]: https://a.org/\n\n[^1]: One note.\n\n[^note]: Another.\n\n"


def _r(content: str, said: str = "") -> str:
    return f"<w:r><w:rPr>{said}</w:rPr>{content}</w:r>"


def _field(kind: str) -> str:
    return _r(f'<w:fldChar w:fldCharType="{kind}"/>')


_p, _t = word.paragraph, word.run
_M = "<m:r><m:t>W</m:t></m:r>"
_BOX = f"<w:txbxContent>{_p(_t('W W'))}</w:txbxContent>"
_IN_WORD = "\n".join([
    _t("W"), _t(" W W, W."), _t("W", "<w:b/>"), _t("W", "<w:i/>"), _t(" "), _t("  ¶ "),
    _t("“W” 'W", '<w:rStyle w:val="VerbatimChar"/>'), _t("W", "<w:vanish/>"),
    _t("W", '<w:vanish w:val="0"/>'), _t("“W”"), _t("&amp; &lt;b&gt; W"), _t("[W] [sic] W…"),
    _t("日本語の文章は"), _t("שלום W"), _t("W\xadW\u200bW"), _t("don’t ‘W’"),
    _t("W", '<w:vertAlign w:val="superscript"/>'),
    _r("<w:br/>"), _r("<w:br/><w:br/>"), _r("<w:tab/>"), _r("<w:noBreakHyphen/>"),
    _r("<w:softHyphen/>"), _r('<w:br w:type="page"/>'),
    _r('<w:sym w:font="Times" w:char="03B1"/>'),
    _r('<w:footnoteReference w:id="20"/>', '<w:rStyle w:val="FootnoteReference"/>'),
    _r(f"<w:ruby><w:rt>{_t('W')}</w:rt><w:rubyBase>{_t('灯')}</w:rubyBase></w:ruby>"),
    f'<w:fldSimple w:instr="SEQ">{_t("W")}</w:fldSimple>',
    _field("begin") + _r("<w:instrText>PAGE W</w:instrText>")
    + _field("separate") + _t("W") + _field("end"),
    f"<m:oMath><m:f><m:num>{_M}</m:num><m:den>{_M}</m:den></m:f></m:oMath>",
    f"<m:oMathPara><m:oMath>{_M}</m:oMath></m:oMathPara>",
    f"<w:ins>{_t('W')}</w:ins>", "<w:del><w:r><w:delText>W</w:delText></w:r></w:del>",
    f"<w:bdo>{_t('W')}</w:bdo>", f"<w:smartTag>{_t('W')}</w:smartTag>",
    f"<w:sdt><w:sdtContent>{_t('W')}</w:sdtContent></w:sdt>",
    f'<w:hyperlink w:anchor="x">{_t("W")}</w:hyperlink>',
    f'<w:hyperlink w:anchor="x">{_t("I", "")}</w:hyperlink>'.replace(_t("I"), "I"),
    _r(f"<w:drawing><wps:wsp><wps:txbx>{_BOX}</wps:txbx></wps:wsp></w:drawing>"),
    '<w:r><w:drawing><wp:inline><wp:docPr descr="W W"/></wp:inline></w:drawing></w:r>',
    '<w:bookmarkStart w:id="3" w:name="x"/><w:bookmarkEnd w:id="3"/><w:proofErr/>',
])  # fmt: skip


_START = _t("W W W W W ")
_WORD_BLOCKS = "\n".join(
    [_p(f"{_START}I"), _p(f"{_START}I"), _p(f"{_START}III"), _p(f"{_START}I", "Heading2"),
     _p(f"{_START}I", "Caption"), _p(f"{_START}I", "SourceCode"), _p(f"{_START}I", "BlockText"),
     _p(f"{_START}I", "Definition")]
)  # fmt: skip
_STYLE = re.compile(r'(?<=<w:pStyle w:val=")\w+')


def _page(blocks: Blocks) -> bytes:
    return _PAGE.format("\n".join(blocks)).encode()


def _text(blocks: Blocks) -> bytes:
    return (_NOTES + "\n\n".join(blocks)).encode()


def _word(blocks: Blocks) -> bytes:
    return word.document("".join(blocks))


_HTML_LINES = _line(_IN_HTML, ["", " ", "\n"])
_MARKDOWN_LINES = _line(_IN_MARKDOWN, ["", " ", "\n"])
_WORD_LINES = _line(_IN_WORD, ["", _t(" ")])
KINDS = {
    "html": Kind(
        "html", "html", _HTML_LINES, _filled(_HTML_BLOCKS, _HTML_LINES), _page,
        lambda block: f"<blockquote>{block}</blockquote>", lambda line: f"<p>{line}</p>", str,
    ),
    "markdown": Kind(
        "markdown", "md", _MARKDOWN_LINES, _filled(_MARKDOWN_BLOCKS, _MARKDOWN_LINES), _text,
        lambda block: re.sub("^", "> ", block, flags=re.M), str, str,
    ),
    "docx": Kind(
        "docx", "docx", _WORD_LINES, _filled(_WORD_BLOCKS, _WORD_LINES), _word,
        lambda block: _STYLE.sub("BlockText", block), _p, _t,
    ),
}  # fmt: skip
