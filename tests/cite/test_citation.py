import pytest

from annotate.cite import citation as citations
from annotate.cite import prose
from annotate.cite.citation import Citation
from annotate.cite.fate import Fate
from annotate.model import Article, Paragraph, Quote, Version

ARTICLE = Article(1, "harbour", "Harbour", "Ida Holm", "Lindow Post", "2017-01-09", None, None, 2)
VERSION = Version(2, "ab" * 32, "harbour.txt", "text/plain", "2026-11-20T10:00:00.000Z")
PARAGRAPH = Paragraph(
    7, "harbour", "5v0hrh53djh9w", 3, 2, "body", "“We used  them,”\nhe said.", 80, 104, None
)

STANDS = Fate("unchanged", (1, 2))


def cite(
    *, shared: bool = False, quote: Quote | None = None, base_url: str = "https://example.org"
) -> Citation:
    return citations.of(
        PARAGRAPH, ARTICLE, VERSION, base_url=base_url, fate=STANDS, shared=shared, quote=quote
    )


def test_a_citation_has_the_words_and_all_the_article_says_of_itself() -> None:
    assert cite() == Citation(
        key="5v0hrh53djh9w",
        ref="harbour:2",
        url="https://example.org/cite/5v0hrh53djh9w",
        quote="“We used them,” he said.",
        article="harbour",
        title="Harbour",
        byline="Ida Holm",
        site="Lindow Post",
        published="2017-01-09",
        source_url=None,
        number=2,
        page=None,
        role="body",
        version=2,
        current_version=2,
        retrieved="2026-11-20T10:00:00.000Z",
        source_link=None,
        text="“We used  them,”\nhe said.",
        fate=STANDS,
        base_url="https://example.org",
    )


def test_words_that_stand_in_several_articles_are_linked_in_theirs() -> None:
    assert cite(shared=True).url == "https://example.org/cite/harbour/5v0hrh53djh9w"


def test_a_slash_at_the_end_of_the_sites_address_makes_no_difference() -> None:
    assert cite(base_url="https://example.org/") == cite()


def test_a_quote_is_cited_instead_of_the_paragraph() -> None:
    assert cite(quote=Quote("used  them", "", "", 4)).quote == "used them"


PROSE = {
    "everything": (
        cite(),
        "“‘We used them,’ he said.”\n— Ida Holm, “Harbour”, Lindow Post, 2017-01-09, para. 2,"
        " accessed 2026-11-20."
        " https://example.org/cite/5v0hrh53djh9w",
    ),
    "nothing but a title of first words": (
        citations.of(
            PARAGRAPH,
            Article(1, "harbour", "[We used…]", None, None, None, None, None, 2),
            VERSION,
            base_url="",
            fate=STANDS,
            shared=False,
            quote=Quote('a "word"', "", "", 0),
        ),
        "“a 'word'”\n— [We used…], para. 2, accessed 2026-11-20. /cite/5v0hrh53djh9w",
    ),
}


@pytest.mark.parametrize(("citation", "expected"), PROSE.values(), ids=PROSE)
def test_prose_leaves_out_what_is_not_known(citation: Citation, expected: str) -> None:
    assert prose.text(citation) == expected


def test_prose_says_when_the_words_are_no_longer_in_the_article() -> None:
    gone = Paragraph(7, "harbour", "5v0hrh53djh9w", 3, 2, "body", "He said.", 80, 88, 2)
    first = Version(1, "ab" * 32, "harbour.txt", "text/plain", "2026-11-20T10:00:00.000Z")
    citation = citations.of(
        gone, ARTICLE, first, base_url="", fate=Fate("removed", (1,), 2), shared=False
    )
    assert citation.ref == "harbour:5v0hrh53djh9w"
    assert prose.text(citation) == (
        "“He said.”\n— Ida Holm, “Harbour”, Lindow Post, 2017-01-09, para. 2,"
        " version 1, no longer in the article, accessed 2026-11-20. /cite/5v0hrh53djh9w"
    )
