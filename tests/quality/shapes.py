"""
Web pages of the shapes that were once read wrongly: which paragraphs are the author's.

Labelled news pages have their text in `<p>`s of one element; people also read cards,
tables, answers, chapters, verse. A shape wraps an article of ours in such markup, between
the navigation and the teasers of a site.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

__all__ = ["BARE", "SHAPES", "Shape", "documents"]

_SENTENCES = (
    "Nobody had thought of the old pump house for years, until its roof came down in the storm.",
    "The keys were with a locksmith in the next town, who had died, and nobody knew what they fit.",
    "Under the boards lay a ledger in which every turn of the great wheel since 1911 was counted.",
    "It says that the water stood highest in March 1926, when the lower fields were under it.",
    "Two pupils of the village school copied the columns out, and found a page cut away.",
    "What stood on it is told in the taverns in at least three ways, and none of them is dull.",
    "The council asked for three offers and took the dearest, as the others were for a car park.",
    "Whoever walks along the dyke today hears the wheel again, slowly, on Saturdays from ten.",
    "Its grease comes from a factory in the north that had kept the recipe in a drawer.",
    "A woman of ninety remembers how she was lifted up to see the gauge, and what her father said.",
    "He had worked the night shift for eleven winters, and was never once asked for the numbers.",
    "The new roof is of larch, because larch was what lay in the yard when the money ran out.",
    "Some say that the pump was never needed, since the fields drain by themselves in a dry year.",
    "The engineer laughs at this; there has been no dry year, she says, since she learnt to count.",
    "In the autumn a bat was found in the chimney, and the work stopped until it had moved out.",
    "On the first day four hundred people came, and the path had to be closed before noon.",
    "The visitors' book has a drawing of a heron that nobody admits to having made.",
    "What the ledger cost the museum is not said, but the frame around it was the expensive part.",
)
_LINES = ("The wheel goes round, the water goes,", "and no one asks it where;",
          "the heron stands on borrowed toes", "and reads the evening air.")  # fmt: skip
_MENU = "".join(f'<li><a href="/{n.lower()}">{n}</a></li>' for n in
                ("Home", "News", "Culture", "Sport", "Weather", "Travel", "Contact"))  # fmt: skip
_TEASERS = "".join(
    f'<li><a href="/{i}"><h4>{head}</h4></a><a href="/{i}">Read more</a></li>'
    for i, head in enumerate(("Ferry late again", "Ten gardens to see", "Mayor opens fair"))
)
_PAGE = """<!DOCTYPE html><html lang="en"><head><title>The pump house</title></head><body>
<header><nav><ul>{menu}</ul></nav></header>{body}
<aside class="related"><h3>More stories</h3><ul>{teasers}</ul></aside>
<footer><p><a href="/imprint">Imprint</a> <a href="/privacy">Privacy</a> © The Dyke Gazette</p>
</footer></body></html>"""
BARE = "<!DOCTYPE html><html><head><title>The pump house</title></head><body>{body}</body></html>"
"""A page of an article alone."""

_HEADS = ("The roof", "The keys", "The ledger", "The flood", "The school", "The wheel", "The bat",
          "The visitors", "The frame", "The grease", "The night shift", "The heron")  # fmt: skip


class Shape(NamedTuple):
    """How an article is marked up: the page's body, and the author's paragraphs in it."""

    body: str
    written: tuple[str, ...]

    def page(self, around: str = _PAGE) -> bytes:
        """The whole page."""
        return around.format(body=self.body, menu=_MENU, teasers=_TEASERS).encode()


def _prose(count: int, each: int = 3) -> tuple[str, ...]:
    """Paragraphs of some sentences, no two alike."""
    step = 1 if each == 1 else 5
    return tuple(
        " ".join(_SENTENCES[(i * each + j * step + i // 6) % len(_SENTENCES)] for j in range(each))
        for i in range(count)
    )


def _each(template: str, texts: tuple[str, ...], before: str = "", after: str = "") -> Shape:
    """Each paragraph in the template, which may have a head, too."""
    inside = "".join(
        template.format(text=text, head=_HEADS[i % len(_HEADS)], number=i + 1, year=1911 + 7 * i)
        for i, text in enumerate(texts)
    )
    return Shape(f"<h1>The pump house</h1>{before}{inside}{after}", texts)


def _cards(template: str, count: int = 12) -> Shape:
    """A lead as a paragraph, then cards."""
    lead = _SENTENCES[0] + " " + _SENTENCES[7]
    shape = _each(template, _prose(count), before=f"<p>{lead}</p>")
    return Shape(shape.body, (lead, *shape.written))


def _stray(template: str) -> Shape:
    """Paragraphs in other elements, and one `<p>` that is a mere wave of the hand."""
    return _each(template, _prose(9), after="<p>Thanks for reading, and come again!</p>")


def _parts() -> Shape:
    """An article whose beginning and end stand apart from its middle."""
    texts = _prose(11)
    parts = [texts[:2], texts[2:9], texts[9:]]
    body = '<figure><img src="a.jpg"></figure>'.join(
        '<div class="block"><div class="inner">' + "".join(f"<p>{t}</p>" for t in part)
        + "</div></div>" for part in parts
    )  # fmt: skip
    return Shape(f"<div><h1>The pump house</h1>{body}</div>", texts)


def _blog_in_table() -> Shape:
    texts = _prose(20, 2)
    inside = "".join(f"<div><p>{text}</p></div>" for text in texts)
    table = f"<table><tr><td><fieldset>{inside}</fieldset></td></tr></table>"
    return Shape(f"<h1>The pump house</h1>{table}", texts)


def _interview() -> Shape:
    texts = _prose(9, 2)
    asked = "Why does that matter to the people who live there?"
    inside = "".join(f"<div><b>{asked[:-1]} {i}?</b></div><div>{text}</div>"
                     for i, text in enumerate(texts))  # fmt: skip
    return Shape(f"<h1>The pump house</h1>{inside}", texts)


def _poem() -> Shape:
    verses = "".join(f"<p>{'<br>'.join(_LINES)}</p>" for _ in range(1))
    lead = _SENTENCES[9] + " " + _SENTENCES[16]
    return Shape(f"<article><h1>The pump house</h1><p>{lead}</p>{verses}</article>",
                 (lead, *_LINES))  # fmt: skip


def _recipe() -> Shape:
    lead, steps = _prose(2, 2), _prose(6, 2)
    needed = ("200 g of flour", "3 eggs", "half a litre of milk", "a pinch of salt", "butter")
    body = (
        f"<h1>The pump house</h1>{''.join(f'<p>{text}</p>' for text in lead)}"
        f"<h2>What you need</h2><ul>{''.join(f'<li>{item}</li>' for item in needed)}</ul>"
        f"<h2>How it is done</h2><ol>{''.join(f'<li>{step}</li>' for step in steps)}</ol>"
    )
    return Shape(f"<article>{body}</article>", (*lead, *needed, *steps))


def _chapters() -> Shape:
    """Documentation: sections in sections, with code between."""
    texts = _prose(8, 2)
    inside = "".join(
        f"<section id='s{i}'><h2>{_HEADS[i]}</h2><p>{text}</p><pre><code>wheel --turn {i}"
        "</code></pre></section>" for i, text in enumerate(texts)
    )  # fmt: skip
    toc = "".join(f"<li><a href='#s{i}'>{_HEADS[i]}</a></li>" for i in range(8))
    side = f"<div class='sidebar'><ul>{toc}</ul></div>"
    return Shape(f"{side}<div role='main'><h1>The pump house</h1>{inside}</div>", texts)


_MAKERS: dict[str, Callable[[], Shape]] = {
    "cards in sections": lambda: _cards("<section><h3>{head}</h3><p>{text}</p></section>", 20),
    "cards in divs": lambda: _cards(
        '<div class="card"><div><h3>{head}</h3><p>{text}</p></div></div>'),
    "list of sections": lambda: _cards("<ul><li><h3>{head}</h3><p>{text}</p></li></ul>"),
    "blog in a table": _blog_in_table,
    "paragraphs in two divs": lambda: _each("<div><div>{text}</div></div>", _prose(9)),
    "paragraphs in two divs and a stray one": lambda: _stray("<div><div>{text}</div></div>"),
    "paragraphs in spans and a stray one": lambda: _stray("<div><span>{text}</span></div>"),
    "an article in parts": _parts,
    "rows of a table": lambda: _each(
        "<table><tr><td>{year}</td><td><p>{text}</p></td></tr></table>", _prose(8)),
    "a list of definitions": lambda: _each("<dl><dt>{head}</dt><dd>{text}</dd></dl>", _prose(10)),
    "documentation": _chapters,
    "a recipe": _recipe,
    "answers to questions": lambda: _each(
        "<details><summary>{head}?</summary><p>{text}</p></details>", _prose(9)),
    "answers that unfold": lambda: _each(
        '<div class="accordion-item"><h3><button>{head}?</button></h3>'
        '<div class="collapse" style="display:none"><div><p>{text}</p></div></div></div>',
        _prose(9)),
    "a timeline": lambda: _each(
        '<ul class="timeline"><li><span class="date">{year}</span><div>{text}</div></li></ul>',
        _prose(10, 2)),
    "an interview": _interview,
    "a poem": _poem,
    "lines with breaks": lambda: _each("{text}<br><br>", _prose(9)),
    "posts of a thread": lambda: _each(
        '<div class="post"><div class="user"><b>pumper{number}</b></div>'
        '<div class="message">{text}</div></div>', _prose(10)),
}  # fmt: skip

SHAPES: dict[str, Shape] = {name: maker() for name, maker in _MAKERS.items()}
"""Name → page."""


def documents() -> Iterator[tuple[bytes, tuple[str, ...]]]:
    """Each shape within a site and by itself, for `keeping`."""
    for shape in SHAPES.values():
        yield shape.page(), shape.written
        yield shape.page(BARE), shape.written
