"""Word files by hand: pieces of WordprocessingML, and a file around them."""

from tests.readers.documents import content, unzipped, zipped

__all__ = ["FRACTION", "document", "paragraph", "run"]

_OFFICE = "http://schemas.openxmlformats.org/"
_NAMES = {
    "w": _OFFICE + "wordprocessingml/2006/main",
    "m": _OFFICE + "officeDocument/2006/math",
    "mc": _OFFICE + "markup-compatibility/2006",
    "wp": _OFFICE + "drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "v": "urn:schemas-microsoft-com:vml",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _NAMES.items())
_INSIDE = unzipped(content("pandoc.docx"))
FRACTION = "<m:f><m:num><m:r><m:t>x</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"


def document(body: str) -> bytes:
    """A Word file with this body, in pandoc's styles."""
    xml = f"<w:document {_DECLARED}><w:body>{body}</w:body></w:document>"
    return zipped({**_INSIDE, "word/document.xml": xml.encode()})


def paragraph(content: str, style: str = "BodyText") -> str:
    """A paragraph in a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'


def run(words: str, said: str = "") -> str:
    """Words of which something is said."""
    return f'<w:r><w:rPr>{said}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'
