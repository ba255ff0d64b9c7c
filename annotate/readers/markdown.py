"""
Markdown: its paragraphs as they are read, not as they are written.

Signs of markup go; links are their words, images the captions that their
alternative text makes, footnotes stand where they are written, code keeps its
lines. The front matter says what the article is: it is metadata, not part
of the text, as no reader of the rendered article sees it. So are the signs of programs
that make pages of it (`markup.templates`, `markup.vault`).
"""

import re
from collections.abc import Iterator, Sequence
from html import escape

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin

from annotate.model import Draft
from annotate.readers import front_matter, pieces, plain
from annotate.readers.markup import headings, templates, vault, walk
from annotate.readers.markup.shown import UNSEEN
from annotate.readers.markup.traces import LINE_MARK, Traces
from annotate.readers.pieces import Piece
from annotate.readers.record import DEFAULT, Options
from annotate.text import split
from annotate.text.roles import steps

__all__ = ["paragraphs", "read"]

MEDIA_TYPE = "text/markdown"

_LARGEST = 3_000_000  # characters; what is larger was not written by hand
_LONGEST = 10_000  # characters of a paragraph; what it takes grows with the square
_UNCLOSED = re.compile(r"(?:\[[^\]\[]*+){12}")  # brackets, each of which is looked for an end
_WITHOUT_LINES = ("fence", "code_block", "html_block", "footnote_reference_close")
_HIDING = "|".join(sorted(UNSEEN | {"textarea", "xmp"}))
_OPENING = re.compile(rf"<({_HIDING})(?=[\s>])(?![^<>]*/>)", re.IGNORECASE)
_CLOSING = re.compile(rf"</({_HIDING})(?=[\s>])", re.IGNORECASE)
_DEEPEST = 60  # levels; further down the parser drops what it finds


def read(data: bytes, options: Options = DEFAULT) -> Draft:
    """The draft of a Markdown file; raises `UnreadableSource`."""
    text = plain.decode(data)
    said, body = front_matter.read(text)
    body = _shown(body, said_above=body is not text)
    html = _html(body)
    if html is None:  # read as what it is besides
        spans = split.paragraphs(body)
        found = [
            Piece(body[block.start : block.end], block.role, because=block.because or "")
            for block in steps.assign(body, spans, is_page=False)
        ]
    else:
        found = headings.settled(walk.pieces(html), said.title)
    return pieces.draft(found, said, MEDIA_TYPE)


def paragraphs(data: bytes) -> list[Piece]:
    """The paragraphs with their traces; raises `UnreadableSource`."""
    text = plain.decode(data)
    _, body = front_matter.read(text)
    before = text.count("\n", 0, len(text) - len(body))
    body = _shown(body, said_above=body is not text)
    html = _html(body, lines_before=before)
    if html is None:
        return plain.paragraphs(body, line=before + 1)
    return walk.pieces(html, traces=Traces())


def _shown(body: str, *, said_above: bool) -> str:
    """The text with what its readers see in place of the signs of other programs."""
    return vault.plain(templates.without(body, has_head=said_above), has_head=said_above)


def _html(text: str, *, lines_before: int | None = None) -> str | None:
    """The text as HTML, None if it is too large or too deep; with the lines that are known."""
    if len(text) > _LARGEST:
        return None
    parser = _parser()
    env: dict[str, object] = {}
    tokens = parser.parse(text.replace("\x00", "\ufffd"), env)
    if any(token.level >= _DEEPEST for token in tokens):
        return None
    _show_unclosed(tokens)
    note: Token | None = None  # whose sign is not yet written
    for token in tokens:
        if token.type == "footnote_reference_open":
            note = token
        elif token.type == "inline":
            _inline(parser, token, env)
            if note is not None:
                sign = Token("text", "", 0, content=f"{_sign(note)} ")
                token.children = [sign, *(token.children or [])]
            note = None
        elif note is not None and token.type in _WITHOUT_LINES:
            note.content = f"<p>{escape(_sign(note))}</p>"
            note = None
    if lines_before is not None:
        tokens = list(_with_lines(tokens, lines_before + 1))
    return str(parser.renderer.render(tokens, parser.options, env))


def _with_lines(tokens: Sequence[Token], first: int) -> Iterator[Token]:
    """The tokens with comments that say on which line of the file what comes after them is."""
    for token in tokens:
        if token.map and token.type in ("inline", "html_block", "code_block", "fence"):
            line = token.map[0] + first + (token.type == "fence")
            mark = Token("html_block", "", 0, content=f"<!--{LINE_MARK}{line}-->")
            if token.type == "inline":
                token.children = [mark, *(token.children or [])]
            else:
                yield mark
        yield token


def _inline(parser: MarkdownIt, token: Token, env: dict[str, object]) -> None:
    """Looks for markup in a paragraph, unless it is so long that this would take for ever."""
    token.children = []
    if len(token.content) > _LONGEST or _UNCLOSED.search(token.content):
        token.children.append(Token("text", "", 0, content=token.content))
    else:
        parser.inline.parse(token.content, parser, env, token.children)
        _join(token.children)
        _show_unclosed(token.children)


def _show_unclosed(tokens: Sequence[Token]) -> None:
    """Makes words of tags that would hide all that follows, as nothing closes them."""
    closed: set[str] = set()
    for token in reversed(tokens):
        if token.type in ("html_block", "html_inline", "inline"):
            closed.update(name.lower() for name in _CLOSING.findall(token.content))
        if token.type in ("html_block", "html_inline"):
            token.content = _OPENING.sub(
                lambda tag: tag[0] if tag[1].lower() in closed else f"&lt;{tag[1]}", token.content
            )


def _join(tokens: Sequence[Token]) -> None:
    """Makes escaped signs and entities text, as the step of the parser does that is left out."""
    for token in tokens:
        if token.type == "text_special":
            token.type = "text"
        _join(token.children or [])


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST + 4})
    parser.enable(["table", "strikethrough"]).use(footnote_plugin)
    # footnotes stay where they are written: the plugin moves them, and drops unused ones
    parser.disable(["inline", "footnote_tail", "footnote_inline"])
    parser.add_render_rule("footnote_ref", _footnote_sign)
    parser.add_render_rule("footnote_reference_open", _footnote_begin)
    parser.add_render_rule("footnote_reference_close", _footnote_end)
    return parser


def _sign(note: Token) -> str:
    return f"[{note.meta['label']}]"


def _id(note: Token) -> str:
    """What names a footnote in the page; no other id begins so."""
    return f"^{note.meta['label']}"


def _footnote_sign(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    sign = escape(_sign(tokens[at]))
    return f'<a role="doc-noteref" href="#{escape(_id(tokens[at]))}">{sign}</a>'


def _footnote_begin(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    return f'<div id="{escape(_id(tokens[at]))}">{tokens[at].content}'


def _footnote_end(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType
) -> str:
    return "</div>"
