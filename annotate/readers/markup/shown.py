"""
The elements of HTML by how they show: as blocks, apart from the words beside them, or not at all.
"""

import re

__all__ = ["APART", "AROUND", "BLOCKS", "LONGEST_SIGN", "SIGN", "UNSEEN"]

BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"}
    | {"dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"}
    | {"frameset", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend"}
    | {"li", "listing", "main", "marquee", "menu", "nav", "noframes", "ol", "p", "plaintext", "pre"}
    | {"search", "section", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead"}
    | {"tr", "ul", "xmp"}
)
APART = frozenset({"button", "label", "input", "img", "svg", "text", "iframe", "video", "object"})
"""Elements in a line that are no part of the words before and after them."""
UNSEEN = frozenset(
    {"script", "style", "template", "noscript", "head", "iframe", "video", "audio", "canvas"}
    | {"object", "applet", "select", "datalist", "title", "desc", "metadata", "noembed"}
    | {"annotation", "annotation-xml", "rp"}
)
"""Elements whose text no reader sees; `title` is that of a drawing, `annotation` of a formula."""
SIGN = re.compile(
    r"(?<![a-z])(?:(?:foot|end)?note[-_]?ref|sd(?:foot|end)notesym)(?![a-z])", re.IGNORECASE
)
"""A class of links that are signs of footnotes, which styles raise; LibreOffice's before notes."""
LONGEST_SIGN = 3
"""Characters of the sign of a footnote."""
AROUND = {"q": "“”", "rt": "（）"}
"""What is written before and after elements: signs that browsers show, or that say what they do."""
