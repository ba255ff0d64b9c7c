"""
What speaks of a picture, or of who made it.
"""

import re

from annotate.text.roles import article_words, phrasing
from annotate.text.roles.part import FAST, LONG, PHOTOGRAPHER, Part

__all__ = ["HEADS", "MAKER", "is_caption", "is_of_picture", "is_source"]

_LABEL = r"(?:photo(?:graph)?s?|images?|pictures?|fotos?|bild(?:er)?|фото)"
HEADS = re.compile(
    rf"(?i)(?:{_LABEL}[ -]?(?:credits?|sources?|by|nachweis|quelle)|(?:crédits?|créditos?) {_LABEL}"
    rf"|credits?|{_LABEL}|bildnachweis|bildquelle|fotonachweis|crédits?|créditos?|fotocredits?"
    r"|foto di|fotó|zdjęcie|图片来源|圖片來源|写真)\s*[:：]?"
)
"""A line that says that the maker of a picture is named below."""

_AGENCY = (
    r"(?:AP|AFP|EPA|EFE|ANSA|TASS|dpa|Reuters|Xinhua|Bloomberg|Getty|i?Stock|Shutterstock|Alamy|Flickr"
    r"|Unsplash|Pexels|Pixabay|Adobe Stock|Dreamstime|Depositphotos|Wikimedia|Imago|PA|NASA|TNS"
    r"|picture.alliance|Keystone|Corbis|Magnum|Zuma|Sipa|Anadolu|Barcroft|VCG|USA TODAY)"
)
MAKER = re.compile(rf"[^/:]{{2,40}} ?/ ?[^/:]{{2,40}}|(?i:{_AGENCY}(?: images?| photos?)?)")
"""Who made a picture, and for whom: `Jo Doe/Shutterstock`."""

_SOURCE = re.compile(
    r"(?i:source|quelle|fuente|fonte|bron|kilde|källa|lähde|źródło|zdroj|kaynak|источник|来源|來源|출처|出典)"
    rf"\s?[:：]\s*(?:[^/:]{{2,40}} ?/ ?{_AGENCY}\b.{{0,30}}"
    rf"|{_AGENCY} ?(?:photos?|images?)? ?/.{{2,40}}"
    r"|(?:Getty|i?Stock|Shutterstock|Alamy|Flickr|Unsplash|Pexels|Pixabay|Adobe Stock|Dreamstime"
    r"|Depositphotos|Wikimedia|Imago)\b.{0,30})"
)
_START = 60  # characters, in which it is called a file photo
_END = 80  # characters, in which these name who made it [40-160 alike]
_CREDIT = r"\bCredit(?:: ?|Credit)[A-Z]|[\w.]Credit[A-Z]"
_WIRE = r"[^()]{2,60}\([^()]{2,40}\) ?[—–-]{1,2} ?"  # LONDON (Reuters) -
_BRACKETED = r"\([A-Z][^() ]* [^()]{2,60}[^()!?.]\)"  # not what is said by the way, as a sentence
_PICTURE = re.compile(
    r"(?:an?|this|the)(?: [\w'-]+){0,2}"
    r" (?:photo|photograph|image|illustration|picture|screenshot|map|graphic)"
    r"(?: \w+)?,? (?:of|shows|showing|from|by|taken|released|provided|depicts|was taken)\b"
)
_FIGURE = re.compile(
    r"(?:figure|fig\.|abbildung|abb\.|рис\.) ?\d+\w?(?![^\W\d]|,? (?:[a-zß-ÿ]+s|[а-я]+ет) )"
)
_PICTURE_END = r"\((?:[^()]*/)?(?:[A-Z][\w.]*\s?){1,5}(?:/[^()]*)?\)$"


def is_of_picture(low: str) -> bool:
    """Whether it starts as what speaks of the picture above it does."""
    if low.startswith(article_words.CAPTION_STARTS):
        return True
    return _PICTURE.match(low) is not None or _FIGURE.match(low) is not None


def is_source(text: str) -> bool:
    """Whether it names as its source who made a picture: `Source: Jo Doe/Getty Images`."""
    return _SOURCE.fullmatch(text.strip("()[] ")) is not None


def is_caption(part: Part, low: str) -> bool:
    """Whether it is the words of a picture."""
    if is_of_picture(low):
        return True
    if "file photo" in low[:_START] or PHOTOGRAPHER.fullmatch(part.text):
        return True
    if low.rstrip("。 ").endswith(article_words.CREDITS_AFTER):
        return True
    if "Credit" in part.text[-_END:] and re.search(_CREDIT, part.text[-_END:]):
        return True
    if part.text[0] == "(" and re.fullmatch(_BRACKETED, part.text):
        return True
    if "(" in part.text and re.match(_WIRE, part.text):
        return False
    tail = low[-_END:] if part.length > FAST else low
    if any(map(tail.__contains__, article_words.CREDITS & phrasing.held(low))):
        return not part.ended or part.length < LONG or tail != low
    return (
        part.text[-1] == ")" and not part.ended and re.search(_PICTURE_END, part.text) is not None
    )
