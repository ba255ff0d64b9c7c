"""
What the first bytes of a file tell of what it is.
"""

import re
from functools import cache

__all__ = ["OLD", "told"]

OLD = b"\xd0\xcf\x11\xe0"
"""The container of old office documents."""

# lines of the head of a message, some of which only programs write that deliver it
_OF_MAIL = r"(?i)(?:\d{1,10}\s*\n)?(?=[!-9;-~]{2,60}:)" + "".join(
    rf"(?=(?:[^\n]*[^\r\n]\r?\n){{0,300}}?(?:{line}))"
    for line in (
        "(?:received|return-path|delivered-to|message-id|dkim-signature|list-unsubscribe):",
        r"from:(?! [\"<]{1,2}saved by )[^\n]",
        "(?:date|subject|mime-version):",
    )
)
_PDF = rb"(?s)(?:.{0,1018}[\r\n])?%PDF-\d\.\d[ \t]*[\r\n]"
# a pattern at the head of a file, and the format
_SIGNS: tuple[tuple[str, str], ...] = (
    (r"(?s)PK\x03\x04.{0,300}?application/epub\+zip", "epub"),
    (r"(?s)PK\x03\x04.*?META-INF/container\.xml", "epub"),
    (r"(?s)PK\x03\x04.{26}mimetype.{0,40}application/vnd\.oasis\.opendocument\.spreadsheet", "ods"),
    (r"(?s)PK\x03\x04.{26}(?:mimetype|META-INF/manifest\.xml|content\.xml)", "odt"),
    (r"(?s)(?=PK)(?!.*?PK\x03\x04.{26}word/)PK\x03\x04(?:.*?PK\x03\x04)?.{26}xl/", "xlsx"),
    (r"(?s)PK\x03\x04.*?(?:\[Content_Types\]\.xml|word/)", "docx"),
    (r"(?s)\s*+(?:<\?xml.{0,200}?\?>\s*+)?<office:document\s[^>]*opendocument\.spreadsheet", "ods"),
    (r"(?s)\s*+(?:<\?xml.{0,200}?\?>\s*+)?<office:document\s[^>]*opendocument", "odt"),
    (r"(?s)\s*+<\?xml.{0,200}?<\?mso-application\s+progid=.Excel\.Sheet", "xls"),
    (r"(?s)PK\x03\x04.*?(?:Index/[\w-]{1,60}\.iwa|Index\.zip|index\.apxl)", "plain"),  # no text
    (r"PK(?:\x03\x04|\x05\x06)", "zip"),
    # names of what is in an old file stand in UTF-16
    (r"(?s)\xd0\xcf\x11\xe0(?!.*W\0o\0r\0d\0D\0o\0c).*?(?:W\0o\0r\0k\0b\0|B\0)o\0o\0k\0", "xls"),
    (r"\xd0\xcf\x11\xe0", "docx"),  # an old Word file, or an encrypted one
    (
        r"(?is)(?:\xef\xbb\xbf)?(?:\s++|<!--.*?-->|<\?xml.*?\?>)*+"
        r"<(?:!doctype\s+html\b|(?:html|head|body)\b[^<>]*>\s*<)",
        "html",
    ),
    (r"(?:\s*\n)?From \S[^\n]{0,300}\d\d:\d\d[^\n]{0,100}\n(?:[!-9;-~]{1,100}:|>From )", "mbox"),
    (_OF_MAIL, "eml"),
    (
        r"(?is)(?:From: [\"<]{1,2}Saved by |MIME-Version: 1\.0\r?\n.{0,500}?\bmultipart/related)",
        "mhtml",
    ),
    (r"(?:\xef\xbb\xbf)?\s*+\{\\rtf", "rtf"),
    (r"WARC/[01]\.\d", "warc"),
    (
        r"(?:\xef\xbb\xbf)?(?:WEBVTT(?=[ \t\r\n]|$)"
        r"|\s*+(?:\d{1,6}[ \t]*\r?\n)?(?:\d{1,2}:)?\d{1,2}:\d\d[.,]\d{3}[ \t]*(?:-->|,)[ \t]*\d"
        r"|(?:(?:\d{1,2}:)?\d{1,2}:\d\d[ \t]*\r?\n[^\r\n]{1,999}\r?\n){3}"
        r'|\s*+\[\s*\{\s*"text":\s*"(?:[^"\\]|\\.){0,999}",\s*"start":\s*[\d.]+,\s*"duration"'
        r'|\s*+\{\s*"wireMagic":\s*"pb3")',
        "transcript",
    ),
    (r'(?:\xef\xbb\xbf)?\s*+\[?\s*+\{\s*+"[^"\\\n]{1,100}"\s*+:', "jsonl"),
    (
        # possessive, as what stands above the first tag could be parted in many ways
        r"(?s)(?:\xef\xbb\xbf)?\s*+"
        r"(?:(?><\?.{0,999}?\?>|<!--.{0,1999}?-->|<!DOCTYPE [^>]{0,999}>)\s*+)*+"
        r"<(?:rss\b|rdf:RDF\b[^>]*purl\.org/rss/"
        r"|(?:\w{1,20}:)?feed\b[^>]*(?:w3\.org/2005/Atom|purl\.org/atom))",
        "feed",
    ),
    (
        r"(?s)(?:\xef\xbb\xbf)?\s*+"
        r"(?:(?><\?.{0,999}?\?>|<!--.{0,1999}?-->|<!DOCTYPE [^>\[]{0,999}(?:\[.{0,9999}?\]\s*)?>)"
        r"\s*+)*+<(?:(?:\w{1,20}:)?(?:nitfs?|news(?:Message|Item|item|items)|packageItem|NewsML|TEI|TEI\.2"
        r"|teiCorpus(?:\.2)?|PPSResponse|pps[aA]rticle\w*)[\s>]|doc\b[^>]*\s(?:sitename|fingerprint|hostname|pagetype)="
        r"|(?:corpus|documents|articles|root)\b[^>]*>\s*<(?:nitf|newsitem|TEI|doc\b[^>]*\ssitename=))",
        "newsxml",
    ),
)


def told(head: bytes) -> str | None:
    """The name of the format that they tell, if they do."""
    if _is_pdf(head):
        return "pdf"
    return next((name for sign, name in _patterns() if sign.match(head)), None)


@cache  # each is asked of each file
def _patterns() -> list[tuple[re.Pattern[bytes], str]]:
    return [(re.compile(sign.encode()), name) for sign, name in _SIGNS]


def _is_pdf(head: bytes) -> bool:
    """Whether a PDF begins at one of the first lines."""
    return b"%PDF-" in head[:1024] and re.match(_PDF, head) is not None
