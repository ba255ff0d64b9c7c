"""The roles of paragraphs."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.model import ROLES
from annotate.text import split
from annotate.text.roles import steps

PROSE = [
    "The army moved slowly through the city on Monday, and the people who had stayed behind "
    "watched from their windows as the soldiers passed by them.",
    "No one could say how long the fighting would last, although the generals had promised that "
    "it would all be over within a few weeks of the first assault.",
    "The government says it has the means to rebuild the city, but few of those who live there "
    "believe that it will ever happen in their lifetime, or in that of their children.",
    "Others have left for good, and sell what they once owned on the roads that lead to the "
    "camps in the north, where the winter is long and the tents are thin.",
]


def labelled(*lines: str) -> list[tuple[str, str]]:
    text = "\n\n".join(lines)
    blocks = steps.assign(text, split.paragraphs(text))
    return [(block.role, text[block.start : block.end]) for block in blocks]


def within(line: str) -> str:
    """The role of a line in the middle of an article."""
    return labelled(*PROSE[:2], line, *PROSE[2:])[2][0]


LINES = [
    ("body", "It was over."),
    ("body", "Why?"),
    ("body", "By noon the square was empty."),
    ("body", "Share prices fell sharply on Monday."),
    ("body", "Read more slowly, she told him."),
    ("body", "Comment is free, but facts are sacred."),
    ("body", "On Nov. 19, 2019, the city fell."),
    ("body", "Von der Leyen sagte am Montag nichts dazu."),
    ("body", "Par ailleurs, la ville est tombée."),
    ("body", "他们离开了。"),
    ("body", "انتهت المعركة."),
    ("body", "Битва закончилась."),
    ("body", "It was over.[3]"),
    ("body", "It was over.[12] [b]"),
    ("heading", "The road to Mosul"),
    ("heading", "The road to Mosul[3]"),
    ("heading", "Who wins inside Iraq?"),
    ("heading", "Hintergrund"),
    ("boilerplate", "Share on Facebook"),
    ("boilerplate", "Facebook Twitter Email"),
    ("boilerplate", "Advertisement"),
    ("boilerplate", "RELATED: The war in pictures"),
    ("boilerplate", "Sign up for our newsletter to get the news delivered to your inbox."),
    ("boilerplate", "© 2019 The Paper. All rights reserved."),
    ("boilerplate", "Featured image courtesy of"),
    ("boilerplate", "1. Pingback: buy pills"),
    ("boilerplate", "* * *"),
    ("boilerplate", "Lesen Sie auch: Der Krieg in Syrien"),
    ("boilerplate", "Читайте также: Война в Сирии"),
    ("boilerplate", "اقرأ أيضا: الحرب في سوريا"),
    ("boilerplate", "相关阅读：叙利亚战争"),
    ("boilerplate", "関連記事：シリアの戦争"),
    ("caption", "Iraqi soldiers near Mosul. (AP Photo/John Smith)"),
    ("caption", "Soldiers advance, October 2016. Photograph: Jane Doe/Reuters"),
    ("caption", "soldiers_near_the_city.jpg"),
    ("list_item", "- bread and water"),
    ("list_item", "gsoc-2018\t\t3.3 GB/s\t\t0.091 GB/s"),
    ("quote", "> as you wrote"),
    ("quote", "— Jane Doe (@jane) November 18, 2019"),
    ("byline", "This piece was originally published at The Examiner."),
]


@pytest.mark.parametrize(("role", "line"), LINES, ids=[line[:30] for _, line in LINES])
def test_a_line_within_an_article_has_the_role_that_it_shows(role: str, line: str) -> None:
    assert within(line) == role


def test_what_stands_above_the_text_is_title_byline_dateline_and_caption() -> None:
    page = [
        ("boilerplate", "News & Politics"),
        ("title", "Hundreds Flee as the Army Enters Mosul"),
        ("byline", "By Jane Doe"),
        ("dateline", "October 17, 2016 12:30 PM"),
        ("caption", "Hundreds Flee as the Army Enters Mosul"),
        *(("body", text) for text in PROSE),
    ]
    assert labelled(*(text for _, text in page)) == page


def test_what_stands_below_the_text_is_byline_comment_and_boilerplate() -> None:
    page = [
        *(("body", text) for text in PROSE),
        ("byline", "Tori Keller, a senior, is a staff writer at Stanford Political Journal."),
        ("boilerplate", "Share this:"),
        ("boilerplate", "3 thoughts on “Mosul diary”"),
        ("comment", "John says:"),
        ("comment", "October 18, 2016 at 7:12 am"),
        ("comment", "Thank you for this. I was there and have never forgotten it."),
        ("boilerplate", "Reply"),
        ("comment", "Mary says:"),
        ("comment", "Great post!"),
        ("boilerplate", "Reply"),
        ("boilerplate", "Leave a Reply"),
        ("boilerplate", "Your email address will not be published."),
        ("boilerplate", "Name *"),
    ]
    assert labelled(*(text for _, text in page)) == page


def test_a_name_above_a_life_and_a_life_after_the_sharing_links_are_bylines() -> None:
    life = "Jane Doe is a freelance journalist based in Erbil. Follow her on Twitter @janedoe."
    page = [
        *(("body", text) for text in PROSE),
        ("boilerplate", "Share this:"),
        ("boilerplate", "Twitter"),
        ("byline", "About Jane Doe"),
        ("byline", life),
        ("boilerplate", "This entry was posted in Iraq. Bookmark the permalink."),
    ]
    assert labelled(*(text for _, text in page)) == page


def test_someone_the_article_speaks_of_is_not_its_author() -> None:
    told = "Abu Ahmed, a shopkeeper, waited for the soldiers with his three sons in the square."
    life = "Abu Ahmed is a member of the city council, and has been so since the war began."
    assert [role for role, _ in labelled(*PROSE, told, life)] == ["body"] * 6


def test_the_title_is_the_line_that_the_comments_are_said_to_be_on() -> None:
    page = [
        ("title", "Eat, Travel, Learn."),
        ("body", "What is your favorite part of traveling?"),
        *(("body", text) for text in PROSE),
        ("body", "Can you guess where it was?"),
        ("boilerplate", "6 thoughts on “Eat, Travel, Learn."),
        ("comment", f"1. {PROSE[0]}"),
        ("boilerplate", "Leave a Reply"),
    ]
    assert labelled(*(text for _, text in page)) == page


def test_what_follows_a_source_and_a_colon_is_quoted() -> None:
    page = [("body", PROSE[0]), ("body", "USA Today:"), ("quote", PROSE[1]), ("quote", PROSE[2])]
    assert labelled(*(text for _, text in page)) == page


def test_one_paragraph_is_quoted_after_a_sentence_with_a_colon() -> None:
    said = "The minister defended the offensive in a letter to the paper:"
    page = [("body", PROSE[0]), ("body", said), ("quote", PROSE[1]), ("body", PROSE[2])]
    assert labelled(*(text for _, text in page)) == page


def test_short_lines_after_a_colon_are_a_list() -> None:
    page = [
        ("body", PROSE[0]),
        ("body", "What you need:"),
        ("list_item", "A bucket"),
        ("list_item", "A hose"),
        ("body", PROSE[1]),
    ]
    assert labelled(*(text for _, text in page)) == page


def test_numbered_paragraphs_in_a_row_are_a_list() -> None:
    items = [f"{number}. {text}" for number, text in enumerate(PROSE[1:], 1)]
    assert [role for role, _ in labelled(PROSE[0], *items)] == ["body", *["list_item"] * 3]


def test_menus_around_an_article_are_boilerplate() -> None:
    menu = ["Home", "Senate", "House", "Campaign", "Search", "Defense", "Finance", "Campaign"]
    found = labelled(*menu, "The battle for Mosul has begun", *PROSE, *menu, "Privacy Policy")
    expected = ["boilerplate"] * 8 + ["title"] + ["body"] * 4 + ["boilerplate"] * 9
    assert [role for role, _ in found] == expected


FOREIGN = {
    "Arabic": "بدأت معركة الموصل في أكتوبر. تقدمت القوات العراقية ببطء نحو المدينة وغادر السكان.",
    "Persian": "نبرد موصل در اکتبر آغاز شد. نیروهای عراقی به آرامی به سوی شهر پیش رفتند.",
    "Chinese": "摩苏尔战役于十月开始。伊拉克军队缓慢地向城市推进，居民离开了他们的家园。",
    "Japanese": "モスルの戦いは十月に始まった。イラク軍はゆっくりと市内へ進み、住民は家を離れた。",
    "Thai": "การรบที่โมซูลเริ่มขึ้นในเดือนตุลาคม กองทัพอิรักรุกคืบช้าๆ และประชาชนอพยพออกจากบ้าน",
    "German": "Die Schlacht um Mossul begann im Oktober; größere Verbände rückten langsam vor.",
    "French": "La bataille de Mossoul a commencé en octobre ; l’armée s’est avancée à pas lents.",
    "Russian": "Битва за Мосул началась в октябре. Войска медленно продвигались к городу.",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_prose_of_any_language_is_body(language: str) -> None:
    text = FOREIGN[language]
    assert labelled(text, text[:-1] + text[-1], text) == [("body", text)] * 3


def test_a_text_without_prose_is_body() -> None:
    assert labelled("hello", "world") == [("body", "hello"), ("body", "world")]


VOCABULARY = st.lists(
    st.sampled_from(
        [
            *PROSE,
            *(line for _, line in LINES),
            "Leave a Reply",
            "2 Comments",
            "USA Today:",
            "A/is/editor.",
        ]
    ),
    max_size=25,
).map("\n".join)


@given(st.text() | VOCABULARY)
def test_every_paragraph_gets_a_known_role_and_keeps_its_place(text: str) -> None:
    spans = split.paragraphs(text)
    blocks = steps.assign(text, spans)
    assert [(block.start, block.end) for block in blocks] == spans
    assert {block.role for block in blocks} <= set(ROLES)


def test_a_menu_above_an_article_does_not_take_its_title_or_its_dates() -> None:
    menu = [f"Section of {number}" for number in range(15)]
    teasers = ["October 3, 2016", "A headline of quite another article", "By John Smith"]
    head = [("title", "Hundreds flee as the army enters Mosul"), ("byline", "By Jane Doe")]
    found = labelled(*menu, *teasers, *menu, *(text for _, text in head), *PROSE)
    assert found[:-6] == [("boilerplate", text) for text in (*menu, *teasers, *menu)]
    assert found[-6:-4] == head


def test_an_advertisement_above_and_below_leaves_a_paragraph_to_the_author() -> None:
    yours = (
        "You would not believe it if you had not seen it yourself, he told us in your own words."
    )
    found = labelled(*PROSE[:2], "Advertisement", yours, "Advertisement", *PROSE[2:])
    assert found[3] == ("body", yours)


def test_a_rule_between_the_parts_of_an_article_is_no_sign_of_a_menu() -> None:
    found = labelled(
        PROSE[0], "___", "Who wins inside Iraq?", PROSE[1], "___", "WHO LOSES THEN?", *PROSE[2:]
    )
    assert [role for role, _ in found if role != "boilerplate"] == [
        "body", "heading", "body", "heading", "body", "body",
    ]  # fmt: skip


def test_a_number_between_paragraphs_makes_a_heading() -> None:
    page = [("body", PROSE[0]), ("heading", "3. The road to Mosul"), ("body", PROSE[1])]
    assert labelled(*(text for _, text in page)) == page


def test_questions_and_answers_are_said_not_headings() -> None:
    assert within("A: Bob Marley, Bruno Mars, Drake") == "body"


def test_what_stands_below_the_owner_of_the_page_is_the_pages() -> None:
    owner = "© 2019 The Paper. All rights reserved."
    found = labelled(
        *PROSE,
        owner,
        "A sentence about something else, which the paper wrote today and the day before.",
    )
    assert [role for role, _ in found[-2:]] == ["boilerplate", "boilerplate"]


WIRES = [
    "LOS ANGELES (AP) — To the players, nothing was said before the game, and nothing after it.",
    "Cases first appeared in the west at the end of August, and spread from there to the east.",
    "Tickets are sold at the Credit Union Amphitheatre, where the band will play again in June.",
]


@pytest.mark.parametrize("line", WIRES, ids=[line[:12] for line in WIRES])
def test_a_sentence_with_a_telling_word_stays_body(line: str) -> None:
    assert within(line) == "body"


HOSTILE = {
    "dates": "October 17, 2016\n" * 30_000 + PROSE[0],
    "labels": "A line of a menu\n" * 30_000 + PROSE[0],
    "a long line": "a_" * 100_000,
    "a long name": "Jane " * 40_000,
    "dots": "a." * 100_000,
    "brackets": "(" * 100_000,
    "colons": "So:\n" * 20_000,
    "dialogue": f"Jane Doe:\n{PROSE[0]}\n" * 2000,
    "authors": f"{PROSE[0]}\n" + "editor of the paper.\n" * 20_000,
    "bullets": f"{PROSE[0]}\n" + "- One more of them all\n- Two\n" * 15_000,
    "one list": f"{PROSE[0]}\n" + "".join(f"- Number {n} of many\n" for n in range(30_000)),
    "a poem": f"{PROSE[0]}\n" + "And on we went,\n" * 30_000 + PROSE[1],
    "times": f"{PROSE[0]}\n" + "Ann\nOctober 17, 2016\nI was there.\n" * 10_000,
    "times below": f"{PROSE[0]}\n" + "Ann\nI was there.\nOctober 17, 2016\n" * 10_000,
    "one paragraph": f"{PROSE[0]}\n" * 10_000,
    "glued": f"{PROSE[0][:50]}{PROSE[1]}\n" * 10_000,
    "rows": f"{PROSE[0]}\n" + "| a | b | c |\n" * 30_000,
    "alike": f"{PROSE[0]}\n" + "See it now: yes\n" * 30_000,
    "heads": f"{PROSE[0]}\nTop stories\nOne.\n" * 5000,
    "stars": "*" * 100_000 + " " + "_a" * 50_000,
    "a rule in a word": "a" + "_" * 19_000 + "a",
    "sections": f"{PROSE[0]}\n" + f"Reactions\n{PROSE[1]}\n" * 4000,
    "no comments": f"{PROSE[0]}\nReactions\n{PROSE[1]}\n" + "Two comments\nWell.\n" * 10_000,
    "short ends": f"{PROSE[0]}\n" + "Advertisement\nHe did not say how long.\n" * 10_000,
    "verse at the end": f"{PROSE[0][:-1]}:\n" + "The moon is in the tree\n" * 20_000,
    "brackets to close": "[" + "]" * 100_000 + "a",
    "comments": f"{PROSE[0]}\n{PROSE[1]}\n" + "2 Comments\nJohn says:\nWell.\n" * 5000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_cost_is_linear_in_the_text(name: str) -> None:
    text = HOSTILE[name]
    spans = split.paragraphs(text)
    start = time.process_time()
    steps.assign(text, spans)
    assert time.process_time() - start < 3
