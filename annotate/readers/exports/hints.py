"""
Whether a text may be an export at all: what finds its articles takes longer to import than most
texts to read, and few need it.
"""

import re
from collections.abc import Iterable

__all__ = ["hinted"]

_LONGEST_HINT = 200  # characters; in each export are shorter lines that are one
_HINTS = re.compile(
    r"(?i)\s*(?:\d{1,6} (?:of|von|sur|de|di|van) \d|(?:document|dokument|documento|文件|文書)\b"
    r"|(?:end of|ende des|fin du|fin del|fine del|einde) |(?-i:HD|AN)\s|\^\w\w:|[_=*-]{10}"
    r"|numéro de doc|news[·•.]\d{8}[·•.]|\d{1,6}\t|(?:no\.?|№|番号)\t"
    r"|(?:length|länge|longueur|longitud|lengte|full text|volltext|texte intégral"
    r"|headline|title|titel|titre|título|byline|author|autor|auteur)\s?:)"
)


def hinted(texts: Iterable[str]) -> bool:
    """Whether any line begins as one of an export would."""
    return any(len(text) <= _LONGEST_HINT and _HINTS.match(text) for text in texts)
