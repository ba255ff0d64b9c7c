"""News as XML: NITF, NewsML, TEI, and what trafilatura writes."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.errors import UnreadableSource
from annotate.model import Draft, Metadata
from annotate.readers import formats, newsxml
from annotate.readers.record import Options, Record, Several
from tests.conftest import Run
from tests.readers.documents import check, check_read, damaged, texts

FERRY = "The first ferry leaves at ten past six, with or without the bakers of the island."
BREAD = "Their bread goes on the second one, which is early as often as it is late."
SAID = Metadata(
    "The ferry", "Ida Holm", "The Courier", "2024-05-06", "https://e.org/ferry", "en-GB"
)
P, Q = f"<p>{FERRY}</p>", f"<p>{BREAD}</p>"

NITF = f"""<?xml version="1.0"?>
<!DOCTYPE nitf SYSTEM "http://www.nitf.org/IPTC/NITF/3.3/specification/dtd/nitf-3-3.dtd">
<nitf xml:lang="en-GB"><head><title>Of boats</title><docdata><doc-id id-string="n1"/>
<pubdata date.publication="20240506T000000" ex-ref="https://e.org/ferry" name="The Courier"/>
</docdata></head><body><body.head><hedline><hl1>The ferry</hl1><hl2>It waits for nobody</hl2>
</hedline><byline class="print_byline">By IDA HOLM</byline>
<byline class="normalized">HOLM, IDA</byline>
<dateline><location>NORRVIK</location>, May 6</dateline><abstract><p>A ferry leaves.</p></abstract>
</body.head><body.content><block class="lead_paragraph">{P}</block><block class="full_text">{P}
<media media-type="image"><media-reference source="a.jpg"/><media-caption>The quay</media-caption>
</media>{Q}<bq><block><p>We go.</p></block></bq></block></body.content>
<body.end><tagline>Ida Holm writes of boats.</tagline></body.end></body></nitf>"""

G2 = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="g1" xml:lang="en"><itemMeta>
<provider><name>The Courier</name></provider><versionCreated>2024-05-07T08:00:00Z</versionCreated>
</itemMeta><contentMeta><contentCreated>2024-05-06</contentCreated><creator><name>Desk</name></creator>
<language tag="en-GB"/><headline>The ferry</headline><by>By IDA HOLM</by></contentMeta><contentSet>
<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head>
<title>x</title></head><body>{P}<blockquote>We go.</blockquote>{Q}</body></html></inlineXML>
</contentSet></newsItem>"""

NEWSML = f"""<?xml version="1.0"?><NewsML><NewsItem><Identification><NewsIdentifier>
<DateId>20240506</DateId><NewsItemId>m1</NewsItemId></NewsIdentifier></Identification>
<NewsComponent><AdministrativeMetadata><Source><Party FormalName="The Courier"/></Source>
</AdministrativeMetadata><NewsLines><HeadLine>The ferry</HeadLine><ByLine>Ida Holm</ByLine>
</NewsLines><DescriptiveMetadata><Language FormalName="en-GB"/></DescriptiveMetadata>
<ContentItem><DataContent>
{P}{Q}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"""

RESEARCH = f"""<?xml version="1.0" encoding="iso-8859-1" ?>
<newsitem itemid="2286" date="2024-05-06" xml:lang="en-GB"><title>NORWAY: The ferry</title>
<headline>The ferry</headline><byline>Ida Holm</byline><dateline>NORRVIK 2024-05-06</dateline>
<text>{P}{Q}</text><copyright>(c) Nobody</copyright></newsitem>"""

TEI = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en-GB"><teiHeader><fileDesc><titleStmt>
<title type="main">The ferry</title><title type="sub">x</title><author>Ida Holm</author></titleStmt>
<publicationStmt><publisher>Somebody</publisher><date>2024-06-01</date></publicationStmt><sourceDesc>
<biblFull><publicationStmt><publisher>The Courier</publisher><ptr type="URL" target="https://e.org/ferry"/>
<date>2024-05-06</date></publicationStmt></biblFull></sourceDesc></fileDesc><profileDesc><creation>
<date type="download">2024-06-01</date></creation></profileDesc></teiHeader><text><body>
<div type="entry"><head>The ferry</head><pb n="3"/>{P}<ab type="header" rend="h2">Bread</ab>{Q}
<quote>We go.</quote><list><item>One</item></list><lg><l>Two</l><l>Three</l></lg></div>
<div type="comments"><p>Well said.</p></div></body></text></TEI>"""

DOC = f"""<doc sitename="The Courier" title="The ferry" author="Ida Holm" date="2024-05-06"
 source="https://e.org/ferry" hostname="e.org" language="en-GB">
<main>{P}<quote>We go.</quote>{Q}</main>
<comments><p>Well said.</p></comments></doc>"""

KINDS = {
    "NITF": NITF,
    "NewsML-G2": G2,
    "NewsML": NEWSML,
    "Reuters": RESEARCH,
    "TEI": TEI,
    "doc": DOC,
}
SILENT = {"NewsML-G2": ("url",), "NewsML": ("url",), "Reuters": ("url", "site")}


def one(text: str) -> Draft:
    found = newsxml.read(text.encode())
    assert isinstance(found, Draft)
    check(found)
    return found


@pytest.mark.parametrize("name", KINDS)
def test_what_an_article_says_of_itself(name: str) -> None:
    said = {what: words for what, words in SAID.given().items() if what not in SILENT.get(name, ())}
    assert one(KINDS[name]).metadata.given() == said


@pytest.mark.parametrize("name", KINDS)
def test_it_is_known_by_its_content(name: str) -> None:
    for called in ("a.xml", "a.txt", "-"):
        found, remark = formats.detect(KINDS[name].encode(), called)
        assert (found.name, remark is None) == ("newsxml", called != "a.txt")


ROLES = {
    "NITF": [
        ("title", "The ferry"), ("heading", "It waits for nobody"), ("byline", "By IDA HOLM"),
        ("byline", "HOLM, IDA"), ("dateline", "NORRVIK, May 6"), ("boilerplate", "A ferry leaves."),
        ("boilerplate", FERRY), ("body", FERRY), ("caption", "The quay"), ("body", BREAD),
        ("quote", "We go."), ("boilerplate", "Ida Holm writes of boats."),
    ],
    "NewsML-G2": [("title", "The ferry"), ("body", FERRY), ("quote", "We go."), ("body", BREAD)],
    "NewsML": [("title", "The ferry"), ("body", FERRY), ("body", BREAD)],
    "Reuters": [
        ("title", "The ferry"), ("byline", "Ida Holm"), ("dateline", "NORRVIK 2024-05-06"),
        ("body", FERRY), ("body", BREAD),
    ],
    "TEI": [
        ("title", "The ferry"), ("body", FERRY), ("heading", "Bread"), ("body", BREAD),
        ("quote", "We go."), ("list_item", "One"), ("body", "Two"), ("body", "Three"),
        ("comment", "Well said."),
    ],
    "doc": [("body", FERRY), ("quote", "We go."), ("body", BREAD), ("comment", "Well said.")],
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_paragraphs(name: str) -> None:
    draft = one(KINDS[name])
    found = [(block.role, draft.text[block.start : block.end]) for block in draft.blocks]
    assert [text for _, text in found] == [text for _, text in ROLES[name]]
    certain = {"title", "heading", "quote", "caption", "list_item", "comment", "boilerplate"}
    wrong = [
        (role, text) for (role, text), (meant, _) in zip(found, ROLES[name], strict=True)
        if role != meant and (meant in certain or text in (FERRY, BREAD))
    ]  # fmt: skip
    assert wrong == []


def test_a_note_stands_below_its_paragraph() -> None:
    item = TEI.replace("ten past six", "ten<note><p>By the clock.</p><p>Or so.</p></note> past six")
    found = texts(one(item))
    assert found[1:4] == [FERRY, "By the clock.", "Or so."]


def test_a_row_of_a_table_is_a_paragraph() -> None:
    table = "<table><row><cell><p>Year</p></cell><cell>a <hi>b</hi></cell></row></table>"
    found = one(TEI.replace("<quote>We go.</quote>", table))
    assert ("list_item", "Year\ta b") in zip(
        [block.role for block in found.blocks], texts(found), strict=True
    )


def test_pages_of_an_edition_are_kept() -> None:
    assert {block.page for block in one(TEI).blocks} == {None, 3}


def test_several_articles_are_so_many() -> None:
    picture = (
        '<newsItem guid="g2"><contentMeta><headline>A quay</headline></contentMeta></newsItem>'
    )
    plain = G2.replace('"g1"', '"g3"')
    message = f"<newsMessage><itemSet>{G2}{picture}{plain}{plain}</itemSet></newsMessage>"
    found = newsxml.read(message.encode())
    assert isinstance(found, Several)
    named = [(each.label, each.is_lasting) for each in found.records if isinstance(each, Record)]
    assert named == [("g1", True), ("g3", True), ("article 3", False)]
    assert found.remarks == ("has 1 item without a text, such as pictures",)
    as_one = newsxml.read(message.encode(), Options(split=False))
    assert isinstance(as_one, Draft)
    assert texts(as_one).count(FERRY) == 3


@pytest.mark.parametrize(
    ("name", "within"), [("NITF", "nitfs"), ("TEI", "teiCorpus"), ("doc", "corpus")]
)
def test_a_file_of_many(name: str, within: str) -> None:
    bare = KINDS[name][KINDS[name].index(f"<{'nitf ' if name == 'NITF' else name}") :]
    data = f"<{within}>{bare}{bare}</{within}>".encode()
    assert formats.detect(data, "a.xml")[0].name == "newsxml"
    found = newsxml.read(data)
    assert isinstance(found, Several)
    assert len(found.records) == 2


TEXTS = {
    "plain": (f"{FERRY}\n\n{BREAD}", [FERRY, BREAD]),
    "HTML": (f"&lt;p&gt;{FERRY}&lt;/p&gt;&lt;p&gt;{BREAD}&lt;/p&gt;", [FERRY, BREAD]),
}


@pytest.mark.parametrize(("text", "shown"), TEXTS.values(), ids=TEXTS)
def test_a_text_that_is_no_xml(text: str, shown: list[str]) -> None:
    start, end = G2.index("<inlineXML"), G2.index("</contentSet>")
    item = f"{G2[:start]}<inlineData contenttype='text/plain'>{text}</inlineData>{G2[end:]}"
    assert texts(one(item))[1:] == shown


NAMES = {
    "By MARA O'NEIL-BERG": "Mara O'Neil-Berg",
    "AFP": "AFP",
    "by Ida Holm": "Ida Holm",
    "<person>IDA HOLM</person> and <person>Jon Vik</person>": "Ida Holm, Jon Vik",
    "Ida Holm, <byttl>Staff Writer</byttl>": "Ida Holm",
}


@pytest.mark.parametrize(("said", "byline"), NAMES.items())
def test_names(said: str, byline: str) -> None:
    item = NITF.replace("By IDA HOLM", said)
    assert one(item).metadata.byline == byline


def test_entities_of_html_are_letters_and_others_stay_as_they_are_written() -> None:
    item = NITF.replace("ten past six", "ten &ndash; past &nosuch; six &amp; more")
    assert "ten – past &nosuch; six & more" in one(item).text


def declared(entities: str, text: str) -> str:
    return f"<!DOCTYPE nitf [{entities}]>" + NITF[NITF.index("<nitf ") :].replace("six", text)


def test_no_file_is_opened_and_no_entity_put_in() -> None:
    item = declared("<!ENTITY a 'ha'><!ENTITY f SYSTEM 'file:///etc/hostname'>", "&a; &f;")
    assert "ten past &a; &f;" in one(item).text


def test_no_bomb_goes_off() -> None:
    entities = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    with pytest.raises(UnreadableSource, match="is damaged XML: Maximum entity amplification"):
        one(declared(f"<!ENTITY a0 'ha'>{entities}", "&a9;"))


BAD = {
    "<nitf><head>": "is damaged XML",
    "<nitf><head/></nitf>": "has no text in it",
    "<urlset><url>x</url></urlset>": "is XML of another kind than feeds, NITF",
    "<nitf>" + "<a>" * 300 + "</a>" * 300 + "</nitf>": "is damaged XML: Excessive depth",
}


@pytest.mark.parametrize(("text", "reason"), BAD.items(), ids=[text[:12] for text in BAD])
def test_what_cannot_be_read_is_refused_in_a_line(text: str, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=reason):
        newsxml.read(text.encode())


def test_the_deepest_that_can_be_parsed_is_read() -> None:
    inside = "<em>" * 240 + FERRY + "</em>" * 240
    deep = f"<nitf><body><body.content>{inside}</body.content></body></nitf>"
    assert texts(one(deep)) == [FERRY]


def test_it_does_not_take_long() -> None:
    begun = time.process_time()
    found = newsxml.read(f"<nitfs>{NITF[NITF.index('<nitf ') :] * 2000}</nitfs>".encode())
    assert isinstance(found, Several)
    assert time.process_time() - begun < 10


@given(st.sampled_from([text.encode() for text in KINDS.values()]).flatmap(damaged))
def test_whatever_the_damage(data: bytes) -> None:
    def read(data: bytes) -> Draft:
        found = newsxml.read(data, Options(split=False))
        assert isinstance(found, Draft)
        return found

    check_read(read, data)


def test_a_folder_of_news_is_added(run: Run, tmp_path: Path) -> None:
    for name, text in KINDS.items():
        (tmp_path / f"{name}.xml").write_text(text.replace("The ferry", f"The ferry in {name}"))
    picture = '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentSet/></newsItem>'
    (tmp_path / "quay.xml").write_text(picture)
    (tmp_path / "config.xml").write_text("<settings><on/></settings>")
    result = run("add", "--dry-run", "-f", "json", tmp_path)
    titles = {each["article"]["title"] for each in json.loads(result.stdout)}
    assert titles == {f"The ferry in {name}" for name in KINDS}
    assert "config.xml is left out: it is XML of another kind" in result.stderr
    assert "quay.xml is left out: it is news without a text" in result.stderr
    refused = run("add", tmp_path / "config.xml")
    assert (refused.exit_code, "is XML of another kind than feeds" in refused.stderr) == (1, True)


def test_what_the_source_of_a_tei_file_says_of_its_article_goes_before_the_file() -> None:
    head = (
        "<titleStmt><title>The ferry : electronic edition</title></titleStmt><sourceDesc>"
        '<biblStruct><analytic><title level="a">The ferry</title><author><persName><forename>Ida'
        "</forename><surname>Holm</surname></persName><email>ida@a.example</email></author>"
        "<author><persName>Jo Berg</persName><affiliation>The Mill</affiliation></author>"
        '</analytic><monogr><title level="j">The Courier</title></monogr></biblStruct></sourceDesc>'
    )
    said = one(
        f"<TEI><teiHeader><fileDesc>{head}</fileDesc></teiHeader>"
        f"<text><body><p>{FERRY}</p></body></text></TEI>"
    ).metadata
    assert (said.title, said.site) == ("The ferry", "The Courier")
    assert said.byline == "Ida Holm, Jo Berg"
