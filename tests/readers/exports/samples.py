# ruff: noqa: E501 - the lines of web pages
"""Exports of press databases in small, of articles that nobody wrote: their shapes are real."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from annotate.model import Draft
from annotate.readers import formats
from annotate.readers.record import Options, Several
from tests.readers.documents import zipped
from tests.readers.many import one

DEFAULT = Options()


@dataclass(frozen=True)
class Item:
    title: str
    byline: str | None
    site: str
    date: str  # as the paper has it
    day: str
    id: str
    body: tuple[str, ...]


ITEMS = (
    Item(
        "Lamp oil runs short on the island", "Ines Halvorsen", "The Norrvik Chronicle",
        "March 3, 2015 Tuesday", "2015-03-03", "NORVIK0020150303eb330001a",
        (
            "The two shops of the island had sold their last can of lamp oil by noon on Monday,"
            " and the boat that was to bring more lay in the harbour with a broken shaft.",
            'Byline: the story of a winter without light, as the smith put it. "We sat in the'
            ' kitchen and told each other who we were," she said.',
            "The council has asked the mainland for a barge.",
        ),
    ),
    Item(
        "Choir loses its tenor to the herring", "Olav Brandt", "The Norrvik Chronicle",
        "March 5, 2015 Thursday", "2015-03-05", "NORVIK0020150305eb350002b",
        (
            "Since the shoals came back, nobody who can hold a net has time to hold a note, and the"
            " choir of Norrvik has had to leave the third verse out of every hymn.",
            "Rehearsals will begin again when the barrels are full, the sexton promised.",
        ),
    ),
    Item(
        "Lighthouse to be painted green", None, "Outer Banks Gazette", "March 9, 2015 Monday",
        "2015-03-09", "OUTBAN0020150309eb390003c",
        (
            "After forty years in red the lighthouse will be green from May on; the keeper says that"
            " he was not asked and will not look up when he comes home.",
            "Skippers wrote that they know it by its flash, not by its coat.",
        ),
    ),
)  # fmt: skip


def classic(items: Sequence[Item] = ITEMS, count: str = "{} of {} DOCUMENTS") -> str:
    """As the older Nexis wrote text."""
    parts = ["\ufeff\n\nDownload Request: Selected Items: 1-3\nTime Of Request: Friday, May 1, 2015\n"
             "\nSend To:\nTHE LIBRARY\n\nTerms: (norrvik)\n\nSource: Norrvik Chronicle\n"]  # fmt: skip
    for i, item in enumerate(items, 1):
        byline = f"BYLINE: {item.byline}\n\n" if item.byline else ""
        body = "\n\n".join(map(_wrapped, item.body))
        parts.append(
            f"\n\n{count.format(i, len(items)):^70}\n\n\n{item.site:^70}\n\n{item.date:^70}\n\n"
            f"{item.title}\n\n{byline}SECTION: NEWS; Pg. 4\n\nLENGTH: {60 + i} words\n\n\n{body}\n\n"
            f"LOAD-DATE: {item.date}\n\nLANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\n\n"
            f"{'Copyright 2015 ' + item.site:^70}\n{'All Rights Reserved':^70}\n"
        )
    return "".join(parts)


def _wrapped(text: str, width: int = 78) -> str:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return "\n".join(lines)


def uni(items: Sequence[Item] = ITEMS, *, cover: bool = True) -> list[tuple[str, str]]:
    """As Nexis Uni writes Word files: the paragraphs, each with its style."""
    found = [("", "Date and Time: Friday, 1. May 2015 09:31:00 CET"), ("", "Job Number: 1")]
    found.append(("", f"Documents ({len(items)})"))
    for i, item in enumerate(items, 1):
        found += [("", f"{i}. {item.title}"), ("", "Client/Matter: -None-"), ("", "Narrowed by:")]
    found = found if cover else []
    for item in items:
        found += [("Heading1", item.title), ("", item.site), ("", item.date)]
        found += [
            ("", f"Copyright 2015 {item.site} All Rights Reserved"),
            ("", "Section: News; Pg. 4"),
        ]
        found += [("", "Length:\u00a061 words")]
        found += [("", f"Byline:\u00a0{item.byline}")] if item.byline else []
        found += [("", "Body"), *(("", text) for text in item.body), ("", "Classification")]
        found += [
            ("", "Language: ENGLISH"),
            ("", "Load-Date: May 1, 2015"),
            ("", "End of Document"),
        ]
    return found


def word(paragraphs: Iterable[tuple[str, str]]) -> bytes:
    """A Word file of paragraphs."""
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{_escaped(text)}</w:t></w:r></w:p>'
        for style, text in paragraphs
    )
    return zipped(
        {
            "[Content_Types].xml": b"<Types xmlns='http://schemas.openxmlformats.org/package/"
            b"2006/content-types'><Default Extension='xml' ContentType='application/xml'/></Types>",
            "word/document.xml": (
                '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
                f"<w:body>{body}</w:body></w:document>"
            ).encode(),
        }
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def coded(items: Sequence[Item] = ITEMS, gap: str = "\t") -> str:
    """As Factiva writes text with the codes of its fields."""
    found = []
    for item in items:
        fields = [("SE", "News"), ("HD", item.title), ("BY", item.byline), ("WC", "61 words")]
        fields += [("PD", item.date), ("SN", item.site), ("SC", item.id[:6]), ("PG", "4")]
        fields += [("LA", "English"), ("CY", f"(c) 2015 {item.site}")]
        head = "".join(f"{code}{gap}{value}\n" for code, value in fields if value)
        text = "\n\n".join(item.body[1:])
        found.append(
            f"{head}\nLP\n{item.body[0]}\n\nTD\n{text}\n\nNS{gap}gcat : General News\n"
            f"PUB{gap}Norrvik Press\nAN{gap}Document {item.id}\n\n\n"
        )
    return "".join(found)


def uncoded(items: Sequence[Item] = ITEMS) -> str:
    """As Factiva writes text without codes."""
    return "".join(
        "\n".join(
            (
                item.title, *([item.byline] if item.byline else []), "61 words", item.date,
                item.site, item.id[:6], "4", "English", f"(c) 2015 {item.site}", "",
                "\n\n".join(item.body), "", "Norrvik Press", "", f"Document {item.id}", "", "",
            )
        )
        for item in items
    )  # fmt: skip


def page(items: Sequence[Item] = ITEMS) -> str:
    """As Factiva writes web pages."""
    found = []
    for item in items:
        author = f'<div class="author">{item.byline}</div>' if item.byline else ""
        body = "".join(f'<p class="articleParagraph enarticleParagraph">{p}</p>' for p in item.body)
        found.append(
            f'<div id="article-{item.id}" class="article"><div class="article enArticle"><p>\n</p>'
            f'<div>News</div><div id="hd"><span class="enHeadline">{item.title}</span></div>{author}'
            f"<div>61 words</div><div>{item.date}</div><div>{item.site}</div><div>NORVIK</div>"
            f"<div>4</div><div>English</div><div>(c) 2015 {item.site}</div>{body}"
            f"<p>Norrvik Press</p><p>Document {item.id}</p></div></div>"
        )
    return (
        "<!DOCTYPE html><html><head><title>Factiva</title></head><body><form><div>Dow Jones</div>"
        f"{''.join(found)}</form></body></html>"
    )


def labelled(items: Sequence[Item] = ITEMS, *, counted: bool = True) -> str:
    """As ProQuest writes text."""
    rule = "_" * 60
    found = [f"{rule}\n\nReport Information from ProQuest\n\nMay 01 2015 09:12\n\n{rule}\n\n"]
    for i, item in enumerate(items, 1):
        body = "\n\n".join(item.body)
        count = f"Document {i} of {len(items)}\n\n" if counted else ""
        author = f"Author: {item.byline}\n\n" if item.byline else ""
        found.append(
            f"{count}{item.title}\n\n{author}Publication info: {item.site}; Norrvik [Norrvik]"
            f"{item.day}: 4.\n\nProQuest document link\n\nAbstract: {item.body[0]}\n\n"
            f"Full text: {body}\n\nSubject: Islands\n\nTitle: {item.title}\n\n"
            f"Publication title: {item.site}\n\nFirst page: 4\n\nPublication date: {item.date}\n\n"
            f"Source type: Newspapers\n\nLanguage of publication: English\n\n"
            f"ProQuest document ID: {item.id}\n\n"
            f"Document URL: https://search.example.org/docview/{i}\n\nDatabase: Newsstream\n\n{rule}\n\n"
        )
    return "".join(found) + "Contact ProQuest\n\nCopyright 2015 ProQuest LLC.\n"


def french(items: Sequence[Item] = ITEMS) -> str:
    """As Europresse writes web pages."""
    found = []
    for item in items:
        author = f'<div class="docAuthors">{item.byline}</div>' if item.byline else ""
        body = "".join(f"<p>{text}</p>" for text in item.body)
        month = {"03": "mars"}[item.day[5:7]]
        when = f"{int(item.day[8:])} {month} {item.day[:4]}"
        found.append(
            '<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">'
            f'{item.site}</span></div><div class="rdp__DocHeader"><span class="DocHeader">Politique,'
            f' mardi {when}, p. 4</span></div><div class="titreArticle"><p class="titreArticleVisu">'
            f'{item.title}</p></div>{author}</header><section><div class="DocText clearfix">{body}'
            f"</div></section><footer><small>© 2015 {item.site}. Tous droits réservés.</small>"
            f"<p>Numéro de document : news·{item.day.replace('-', '')}·NC·{item.id}</p></footer>"
            '<div id="divPubliC"><div>Ce certificat est émis à la bibliothèque à des fins de'
            " visualisation personnelle et temporaire.</div></div></article>"
        )
    return f"<!DOCTYPE html><html><head><title></title></head><body>{''.join(found)}</body></html>"


EXPORTS: dict[str, tuple[str, Callable[[Sequence[Item]], bytes]]] = {
    "Nexis, text": ("plain", lambda items: classic(items).encode()),
    "Nexis Uni, Word": ("docx", lambda items: word(uni(items))),
    "Factiva, text with codes": ("plain", lambda items: coded(items).encode()),
    "Factiva, text": ("plain", lambda items: uncoded(items).encode()),
    "Factiva, page": ("html", lambda items: page(items).encode()),
    "ProQuest, text": ("plain", lambda items: labelled(items).encode()),
    "ProQuest, rules alone": ("plain", lambda items: labelled(items, counted=False).encode()),
    "Europresse, page": ("html", lambda items: french(items).encode()),
    "Europresse, numbers alone": (
        "html",
        lambda items: french(items).replace("Numéro de document : ", "").encode(),
    ),
}


def read(data: bytes, format: str, options: Options = DEFAULT) -> Draft | Several:
    return formats._read(data, format, options)


def drafts(data: bytes, format: str, options: Options = DEFAULT) -> list[Draft]:
    found = read(data, format, options)
    return [one(each) for each in found.records] if isinstance(found, Several) else [found]  # type: ignore[arg-type]


def citable(draft: Draft) -> list[str]:
    roles = ("body", "quote", "list_item")
    texts = [draft.text[b.start : b.end] for b in draft.blocks if b.role in roles]
    return [" ".join(text.split()) for text in texts]


def tabled(items: Sequence[Item] = ITEMS) -> str:
    """As Japanese newspapers write web pages: the names of columns, values, a headline, text."""
    rows = "".join(
        "<table><tr><td>No.</td><td>発行日</td><td>朝夕刊</td><td>面名</td><td>ページ</td>"
        f"<td>文字数</td></tr><tr><td>0000{i}</td><td>{item.day[:4]}年{item.day[5:7]}月{item.day[8:]}"
        f"日</td><td>朝刊</td><td>１総</td><td>004</td><td>00{i}33文字</td></tr></table>"
        f"<table><tr><td>{item.title}</td></tr><tr><td><div class='detail001'>"
        f"{'<br>'.join(item.body)}</div></td></tr><tr><td>このページのＴＯＰへ</td></tr></table>"
        for i, item in enumerate(items, 1)
    )
    return f"<!DOCTYPE html><html><head><title>記事</title></head><body><p>総件数：3件</p>{rows}</body></html>"


def numbered(items: Sequence[Item] = ITEMS) -> str:
    """As others do: a row that counts, with day, headline and length."""
    rows = "".join(
        f"<table><tr><td>{i}</td><td>{item.day.replace('-', '.')}</td><td>{item.title}</td>"
        f"<td>東京朝刊</td><td>解説</td><td>04頁</td><td>{i}796字</td></tr></table>"
        + "".join(f"<p class='mb10'>{text}</p>" for text in item.body)
        for i, item in enumerate(items, 1)
    )
    return f"<!DOCTYPE html><html><head><title>記事</title></head><body><ul><li>TOP</li></ul>{rows}</body></html>"


def carets(items: Sequence[Item] = ITEMS) -> str:
    """As Integrum writes web pages: labels with a caret, and text as it was typed."""
    heads = [
        ("ИС", "site"), ("РБ", ""), ("НР", ""), ("ДТ", "day"), ("АВ", "byline"), ("ЗГ", "title")
    ]  # fmt: skip
    found = []
    for i, item in enumerate(items, 1):
        said = "".join(
            f"<tr><td>^{label}: {getattr(item, field, None) or 'ЭПИЦЕНТР'}</td></tr>"
            for label, field in heads
            if field != "byline" or item.byline
        )
        text = "\n".join(f"     {_wrapped(text, 60)}" for text in item.body)
        found.append(f"<a name='{i}'></a><table>{said}</table><pre>{text}</pre>")
    listed = "".join(f"{i}. <a href='#{i}'>{item.title}</a><br>" for i, item in enumerate(items, 1))
    return f"<!DOCTYPE html><html><head><title>Report</title></head><body><h3>Report</h3>{listed}{''.join(found)}</body></html>"
