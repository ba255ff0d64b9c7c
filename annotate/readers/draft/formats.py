"""
Manuscripts as HTML: Markdown, Word and HTML files.
"""

import io
import zipfile
from xml.parsers.expat import ExpatError
from xml.sax import SAXException

from annotate.errors import UnreadableSource
from annotate.readers import plain
from annotate.readers.draft.blocks import LINE_MARK
from annotate.readers.record import LARGEST
from annotate.readers.web import charset
from annotate.readers.zipped import DAMAGED, Zipped

__all__ = ["KINDS", "html"]

KINDS = {
    ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".docx": "docx",
}  # fmt: skip
"""Suffix → kind of manuscript."""

_LONGEST = 30_000  # characters of a paragraph in which Markdown is looked for
_STYLES = "\n".join(
    [
        *(
            f"p[style-name='{name}'] => blockquote > p:fresh"
            for name in ("Quote", "Intense Quote", "Block Text", "Block Quote", "Quotations")
        ),
        *(f"r[style-name='{name}'] => code" for name in ("Verbatim Char", "HTML Code")),
        *(f"p[style-name='{name}'] => pre" for name in ("Source Code", "HTML Preformatted")),
    ]
)


def html(data: bytes, kind: str) -> str:
    """The manuscript as HTML; raises UnreadableSource."""
    if kind == "docx":
        return _from_docx(data)
    if not data.strip():
        return ""
    return _from_markdown(plain.decode(data)) if kind == "md" else charset.decode(data)


def _from_markdown(text: str) -> str:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.disable("inline")
    env: dict[str, object] = {}
    tokens = parser.parse(text.replace("\x00", "\ufffd"), env)
    for token in tokens:
        mark = f"<!--{LINE_MARK}{(token.map or [0])[0] + 1}-->"
        if token.type == "html_block":
            token.content = mark + token.content
        elif token.type == "inline":
            token.children = [Token("html_inline", "", 0, content=mark)]
            if len(token.content) > _LONGEST:  # what it takes grows with the square
                token.children.append(Token("text", "", 0, content=token.content))
            else:
                parser.inline.parse(token.content, parser, env, token.children)
    rendered: str = parser.renderer.render(tokens, parser.options, env)
    return rendered


def _from_docx(data: bytes) -> str:
    try:
        import mammoth
    except ImportError as error:
        raise UnreadableSource(
            'needs one more package to read Word files: pip install "annotate-corpus[docx]"'
        ) from error
    _refuse_bombs(data)
    try:
        converted = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLES,
            convert_image=mammoth.images.img_element(lambda image: {}),
        )
    except (KeyError, ValueError, AttributeError, IndexError, OSError) as error:
        raise _damaged(error) from error
    except (ExpatError, SAXException, zipfile.BadZipFile, RecursionError) as error:
        raise _damaged(error) from error
    return str(converted.value)


def _refuse_bombs(data: bytes) -> None:
    """Unpack everything once, no further than LARGEST: sizes that an archive tells may lie."""
    try:
        with Zipped(data, largest=LARGEST) as archive:
            for name in archive.names:
                archive.measure(name)
            if "[Content_Types].xml" not in archive.names:
                raise UnreadableSource("is a zip archive, but not a Word file (docx)")
    except DAMAGED as error:
        raise _damaged(error) from error


def _damaged(error: Exception) -> UnreadableSource:
    return UnreadableSource(f"is no Word file (docx), or a damaged one ({error})")
