"""What stands around an article on its page, as whole pages: each line with its role."""

import pytest

from tests.text.roles.test_steps import PROSE, labelled

Page = list[tuple[str, str]]
BODY: Page = [("body", text) for text in PROSE]


def between(*lines: tuple[str, str]) -> Page:
    """The lines, each between two paragraphs of an article."""
    page: Page = list(BODY)
    for line in lines:
        page += [line, ("body", f"{PROSE[0][:-1]}, for the {len(page)}th time.")]
    return page


PAGES: dict[str, Page] = {
    "a label again and again": between(*[("boilerplate", "See it now")] * 3),
    "lines that begin alike, apart": between(
        *(("boilerplate", f"See it now: {shop}") for shop in ("Ahle", "Birk", "Cord", "Dorn"))
    ),
    "a song": [
        ("title", "The river song"),
        *BODY[:1],
        *[("body", "Row on, row on, my weary boat,"), ("body", "And never look behind you.")] * 4,
        *BODY[1:],
    ],
    "a link in capitals": between(
        ("boilerplate", "MAYOR OF SMALL TOWN SAYS HE KNEW NOTHING OF IT")
    ),
    "a heading in capitals": between(("heading", "WHAT COMES NEXT")),
    "a link with a bullet": between(("boilerplate", "• Mayor of small town knew nothing of it")),
    "headlines that run into summaries": [
        (
            "boilerplate",
            "Bridge Reopens After A Year Of WorkThe bridge was closed last May by rain.",
        ),
        (
            "boilerplate",
            "Baker Wins The Great BreadThe prize went to a baker of ours again, twice.",
        ),
        (
            "boilerplate",
            "Snow Is Expected On SundayUp to ten inches may fall in the hills, we hear.",
        ),
        *BODY,
    ],
    "other articles below": [
        *BODY,
        ("boilerplate", "Top stories"),
        ("boilerplate", "Bridge reopens after a year"),
        ("boilerplate", "The bridge over the river was opened by the mayor on a rainy Monday."),
        ("boilerplate", "Baker wins the great prize"),
        ("boilerplate", "A baker of the old town has won the prize for the second time now."),
    ],
    "headlines and dates below": [
        *BODY,
        ("boilerplate", "Bridge reopens after a year"),
        ("boilerplate", "Nov. 20, 2019 12:00 AM EST"),
        ("boilerplate", "Baker wins the great prize"),
        ("boilerplate", "Nov. 21, 2019 12:00 AM EST"),
    ],
    "lines that break off": [
        *BODY,
        *(("boilerplate", f"The {n} thing that you have to know about the...") for n in "abcd"),
    ],
    "a list of one shape below": [
        *BODY,
        ("heading", "Tour dates"),
        *(("list_item", f"June {n} – Halmstad, Arena {n}") for n in range(1, 6)),
    ],
    "a list with bullets below": [
        *BODY,
        ("heading", "What is in the box"),
        ("list_item", "• A lamp with a battery for ten hours"),
        ("list_item", "• Three cables of different colours"),
        ("list_item", "• A manual in twelve languages"),
    ],
    "the article once more": [*BODY, *(("boilerplate", text) for text in PROSE)],
    "the words of pictures, repeated": [
        *BODY[:2],
        ("heading", "The festival of boats on the lake, seen from the old tower"),
        *BODY[2:3],
        ("caption", "The festival of boats on the lake, seen from the old tower"),
        *BODY[3:],
        (
            "body",
            "It ended late, and those who had come from far slept in the boats until morning.",
        ),
    ],
    "readers' names and times": [
        *BODY,
        *[
            line
            for name in ("Alcalino", "Casper", "Pep de Son")
            for line in (
                ("comment", name),
                ("comment", "Hace 28 minutos"),
                ("comment", f"I was there, says {name}, and it was not like that at all."),
            )
        ],
    ],
    "names, words, times": [
        *BODY,
        ("boilerplate", "Comments"),
        *[
            line
            for name in ("Susan from Toledo", "Dan from Brazil", "Celeste")
            for line in (
                ("comment", name),
                ("comment", f"I was there, says {name}, and it was not like that at all."),
                ("comment", f"May 29, 2013 02:4{len(name) % 10} PM"),
            )
        ],
    ],
    "the labels of a form": [
        *BODY,
        ("boilerplate", "Leave a comment"),
        ("boilerplate", "Comment"),
        ("boilerplate", "Save my name in this browser for the next time I comment."),
        ("boilerplate", "Recent posts"),
        ("boilerplate", "The bridge that was closed for a year"),
    ],
    "an author's box": [
        *BODY,
        ("boilerplate", "Share this story"),
        ("byline", "About the author"),
        ("byline", "Ann Example"),
        ("byline", "Science writer at the Examiner and owner of dogs elsewhere"),
    ],
    "a path above the title": [
        ("boilerplate", "HomeNewsBridge Reopens After A Year Of Work In The Old Town"),
        ("title", "Bridge Reopens After A Year Of Work In The Old Town"),
        ("byline", "By Ann Example"),
        *BODY,
    ],
    "a standfirst above who wrote": [
        ("title", "Bridge reopens after a year of work"),
        ("body", "The bridge in the old town is open to all again, after a year and a half."),
        ("byline", "By Ann Example"),
        *BODY,
    ],
    "a menu below the lead": [
        ("title", "Bridge reopens after a year of work"),
        ("byline", "By Ann Example"),
        *BODY[:1],
        ("boilerplate", "Most read"),
        ("boilerplate", "Facebook"),
        ("boilerplate", "Twitter"),
        ("boilerplate", "Share"),
        ("boilerplate", "Print"),
        ("boilerplate", "Newsletter"),
        ("boilerplate", "Subscribe"),
        *BODY[1:],
    ],
    "a number below who wrote": [
        ("title", "Bridge reopens after a year of work"),
        ("byline", "Ann Example - Nov 19, 2019, 8:15 pm CST"),
        ("boilerplate", "0"),
        ("body", f"In 2020 the bridge will be ten years old. {PROSE[0]}"),
        *BODY[1:],
    ],
    "a name and a time above": [
        ("title", "Bridge Reopens After A Year Of Work In The Old Town"),
        ("byline", "Ann Example - Nov 19, 2019, 8:15 pm CST"),
        *BODY,
    ],
    "a picture's words above who made it": [
        ("title", "Bridge Reopens After A Year Of Work In The Old Town"),
        ("byline", "By Ann Example"),
        ("caption", "The bridge in the rain"),
        ("caption", "Jon Doe, AP"),
        *BODY,
    ],
    "a sentence that was cut": [
        *BODY[:2],
        ("body", "The report says that the bridge will be closed again, although the mayor has"),
        ("body", "promised that it would not, and nobody in the town believes either of them now."),
        *BODY[2:],
    ],
    "reviews": [
        *BODY,
        ("quote", "“A gorgeous play with an interesting style, and we shall come again!”"),
        ("quote", "– Mel****"),
        *BODY[:1],
    ],
    "rows of a table": [
        *BODY[:1],
        *(("list_item", f"| {n} | Player {n} | {90 - n} |") for n in range(1, 20)),
        ("body", "Only the first twelve play for the title in the last ten races of the season."),
    ],
    "emphasis in a link": between(
        ("boilerplate", "**Read more:** Mayor of small town knew nothing of it")
    ),
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_each_line_has_its_role(page: Page) -> None:
    assert labelled(*(text for _, text in page)) == page


def test_a_name_that_is_written_in_one_is_no_headline() -> None:
    lines = [text.replace("The", "GateHouse, the", 1) for text in PROSE]
    assert {role for role, _ in labelled(*lines)} == {"body"}
