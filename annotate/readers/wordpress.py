"""
What WordPress exports (WXR), a feed with all that a blog has: which entries are articles, who
wrote them and when, and their texts as the blog shows them.

Posts of the classic editor have blank lines between paragraphs, and shortcodes for what
WordPress puts in their place; those of the block editor are HTML with comments.
"""

import re
from html import unescape
from typing import Any

from annotate.readers import fields, says
from annotate.text.wordlists import words_of

__all__ = ["authors", "html", "is_export", "kind", "named", "published"]

_NAMESPACE = b"wordpress.org/export/"
_HEAD = 30_000  # bytes in which the tag stands that a feed starts with
_NO_ARTICLES = words_of(
    """attachment nav_menu_item revision custom_css customize_changeset oembed_cache user_request
    wp_block wp_template wp_template_part wp_global_styles wp_navigation wp_font_family wp_font_face
    acf-field acf-field-group elementor_library feedback wpcf7_contact_form mc4wp-form jp_pay_order
    shop_order shop_coupon wpforms tablepress_table ml-slider popup"""
)
_THROWN_AWAY = ("trash", "auto-draft")
_UNPUBLISHED = ("draft", "pending", "private", "future")
_CDATA = rb"\s*(?:<!\[CDATA\[)?\s*([\w-]{1,60})"
_TYPE = re.compile(rb"<wp:post_type>" + _CDATA)
_STATUS = re.compile(rb"<wp:status>" + _CDATA)
_AUTHOR = re.compile(
    rb"<wp:author_login>(.{1,200}?)</wp:author_login>(?:(?!<wp:author_login>).){0,2000}?"
    rb"<wp:author_display_name>(.{1,300}?)</wp:author_display_name>",
    re.DOTALL,
)

_BLOCKS = (
    "address|article|aside|blockquote|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form"
    "|h[1-6]|header|hr|li|main|menu|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
_BY_BLOCKS = re.compile(r"<!--\s*wp:")
_AS_IT_IS = re.compile(r"(?is)<(pre|script|style|textarea)\b.*?(?:</\1\s*>|\Z)")
_BETWEEN = re.compile(r"[ \t]*\n(?:[ \t]*\n)+\s*")
_LINE_END = re.compile(
    rf"(?i)(</?(?:{_BLOCKS})(?:\s[^<>]*)?/?>|<br\s*/?>|-->)?[ \t]*\n"
    rf"(?=\s*(</?(?:{_BLOCKS})\b|<!--)?)"
)
_CAPTION = re.compile(
    r"(?s)\[(?:wp_)?caption\b[^\[\]]{0,1000}\]\s*((?:<a\b[^<>]*>\s*)?<img\b[^<>]*>(?:\s*</a>)?)?"
    r"(.{0,5000}?)\[/(?:wp_)?caption\]"
)
_ATTRIBUTE = r"\s+[\w-]+\s*=\s*(?:\"[^\"\[\]]*\"|'[^'\[\]]*'|[^\s\"'\[\]]+)"
_SHORTCODE = re.compile(
    rf"(\[?)\[(/?)([a-zA-Z][\w-]{{1,50}})((?:{_ATTRIBUTE}|\s+[^\s\[\]=]{{1,200}}){{0,30}})\s*/?\](\]?)"
)
_KNOWN = words_of(
    """caption wp_caption gallery embed audio video playlist youtube vimeo soundcloud twitter tweet
    instagram facebook spotify contact-form contact-form-7 contact-field more slideshow googlemaps
    gravityform recaptcha sharethis toc polldaddy poll scribd slideshare dailymotion wpvideo tiktok
    gist ninja_form mailchimp jetpack_subscription_form"""
)
_EMPTIED = re.compile(
    r"\[(embed|audio|video|playlist|youtube|vimeo)\b[^\[\]]{0,1000}\][^\[\]]{0,1000}\[/\1\]"
)
_PLAYER = re.compile(r"(?i)<div class=\"wp-block-embed__wrapper\">\s*https?://[^\s<]+\s*</div>")


def is_export(data: bytes) -> bool:
    """Whether a feed, or an entry in its frame, is of an export of WordPress."""
    return _NAMESPACE in data[:_HEAD]


def kind(data: bytes) -> tuple[str | None, str | None]:
    """What an entry is if it is no article, and how it is one that was not published."""
    tail = data[max(0, data.rfind(b":encoded>")) :]
    of_type = _said(_TYPE, tail) or _said(_TYPE, data) or "post"
    status = _said(_STATUS, tail) or _said(_STATUS, data)
    if of_type in _NO_ARTICLES or of_type.startswith(("wp_", "acf-", "jp_", "elementor")):
        return of_type, None
    if status in _THROWN_AWAY:
        return status, None
    return None, status if status in _UNPUBLISHED else None


def _said(pattern: re.Pattern[bytes], data: bytes) -> str | None:
    found = pattern.search(data)
    return found[1].decode("ascii", "replace") if found else None


def authors(before: bytes) -> dict[str, str]:
    """Who writes for a blog: names as it shows them, by the names they log in with."""
    return {_plain(login): _plain(name) for login, name in _AUTHOR.findall(before)}


def _plain(said: bytes) -> str:
    words = said.decode("utf-8", "replace").strip()
    inside = re.fullmatch(r"(?s)<!\[CDATA\[(.*)\]\]>", words)
    return (inside[1] if inside else unescape(words)).strip()


def named(found: Any, names: dict[str, str]) -> str | None:
    """Who wrote an entry, as the blog names them."""
    several = [tag.get("term") for tag in found.get("tags", ()) if tag.get("scheme") == "author"]
    logins = [*filter(None, several)] or [each.get("name") for each in found.get("authors", ())]
    return fields.usable("byline", [names.get(login, login) for login in logins if login])


def published(found: Any) -> str | None:
    """When an entry was published, in the blog's own zone; a draft was not."""
    if found.get("wp_status") in ("draft", "pending", "auto-draft"):
        return None
    here, there = says.day(found.get("wp_post_date")), says.day(found.get("wp_post_date_gmt"))
    if here and there and (zone := _zone(here, there)):
        return f"{here}{zone}"
    told = says.day(found.get("published"))
    return told or (f"{there}Z" if there else here)


def _zone(here: str, there: str) -> str | None:
    """How far a clock is from the other, as ISO 8601 has it."""
    from datetime import datetime

    try:
        apart = datetime.fromisoformat(here) - datetime.fromisoformat(there)
    except (ValueError, TypeError):
        return None
    minutes = apart.total_seconds() / 60
    if minutes % 15 or abs(minutes) > 14 * 60:
        return None
    hours, rest = divmod(int(abs(minutes)), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}" if minutes else "Z"


def html(text: str) -> str:
    """The text of an entry as HTML that says what the blog shows."""
    text = _PLAYER.sub("", text.replace("\r\n", "\n"))
    text = _without_shortcodes(text)
    return text if _BY_BLOCKS.search(text) else _paragraphed(text)


def _without_shortcodes(text: str) -> str:
    if "[" not in text:
        return text
    text = _CAPTION.sub(r"\n\n<figure>\1<figcaption>\2</figcaption></figure>\n\n", text)
    text = _EMPTIED.sub("", text)
    closed = {name.lower() for name in re.findall(r"\[/([a-zA-Z][\w-]{1,50})\]", text)}

    def instead(code: re.Match[str]) -> str:
        name = code[3].lower()
        if code[1] and code[5]:  # [[name]] is shown as [name]
            return code[0][1:-1]
        is_one = name in _KNOWN or name in closed or "=" in code[4]
        return f"{code[1]}{code[5]}" if is_one else code[0]

    return _SHORTCODE.sub(instead, text)


def _paragraphed(text: str) -> str:
    """The text with its blank lines as paragraphs and its other line ends as such."""
    found, at = list[str](), 0
    for kept in _AS_IT_IS.finditer(text):
        found += (_lines(text[at : kept.start()]), kept[0])
        at = kept.end()
    return "".join((*found, _lines(text[at:])))


def _lines(text: str) -> str:
    parts = (_LINE_END.sub(_line_end, part) for part in _BETWEEN.split(text))
    return "\n<p>".join(parts)


def _line_end(end: re.Match[str]) -> str:
    return f"{end[1] or ''}\n" if end[1] or end[2] else "<br>\n"
