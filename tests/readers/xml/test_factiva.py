"""Articles as Factiva gives them in XML."""

from contextlib import suppress

from hypothesis import given

from annotate.errors import UnreadableSource
from annotate.readers import formats
from annotate.readers.record import Options
from tests.readers.documents import check
from tests.readers.exports.samples import ITEMS, Item, citable, drafts
from tests.readers.many import damaged


def written(item: Item) -> str:
    byline = f"<byline>{item.byline}</byline>" if item.byline else ""
    rest = "".join(f"<paragraph>{text}</paragraph>" for text in item.body[1:])
    return (
        f"<ppsarticle><article><accessionNo>{item.id}</accessionNo><baseLanguage>EN</baseLanguage>"
        f"<copyright>(c) 2015 {item.site}</copyright>{byline}<headline><paragraph><hlt>"
        f"{item.title[:4]}</hlt>{item.title[4:]}</paragraph></headline><leadParagraph><paragraph>"
        f"{item.body[0]}</paragraph></leadParagraph><pages>4</pages><publicationDate><dateTime>"
        f"{item.day}T01:35:58Z</dateTime></publicationDate><sourceName>{item.site}</sourceName>"
        f'<region code="usa"><name>United States</name></region><tailParagraphs>{rest}'
        "</tailParagraphs></article></ppsarticle>"
    )


FILE = (
    '<?xml version="1.0" encoding="utf-8"?>\n<PPSResponse><ppsArticleResponse'
    ' xmlns="http://global.factiva.com/pps/2.0"><ppsarticleResultSet count="3">'
    f"{''.join(map(written, ITEMS))}</ppsarticleResultSet></ppsArticleResponse></PPSResponse>"
).encode()


def test_each_article_has_its_words_and_what_is_said_of_it() -> None:
    assert formats.detect(FILE, "week.xml")[0].name == "newsxml"
    found = drafts(FILE, "newsxml")
    for draft, item in zip(found, ITEMS, strict=True):
        said = draft.metadata
        assert (said.title, said.byline, said.site) == (item.title, item.byline, item.site)
        assert (said.published, said.language) == (item.day, "en")
        assert citable(draft) == list(item.body)
        assert {block.page for block in draft.blocks} == {4}


def test_articles_that_stand_in_one_element_are_each_read() -> None:
    inner = "".join(written(item)[len("<ppsarticle>") : -len("</ppsarticle>")] for item in ITEMS)
    found = drafts(f"<ppsarticle>{inner}</ppsarticle>".encode(), "newsxml")
    assert [draft.metadata.title for draft in found] == [item.title for item in ITEMS]
    assert [citable(draft) for draft in found] == [[*item.body] for item in ITEMS]


def test_text_without_paragraphs_is_cut_as_plain_text_is() -> None:
    text = "\n".join(f"    {part}" for part in ITEMS[0].body)
    lead = f"<leadParagraph>\n{text}\n</leadParagraph>"
    data = f"<PPSResponse><ppsarticle><article>{lead}</article></ppsarticle></PPSResponse>"
    (draft,) = drafts(data.encode(), "newsxml")
    assert citable(draft) == list(ITEMS[0].body)


@given(damaged(FILE))
def test_a_damaged_file_is_read_or_refused(data: bytes) -> None:
    with suppress(UnreadableSource):
        for draft in drafts(data, "newsxml", Options()):
            check(draft)
