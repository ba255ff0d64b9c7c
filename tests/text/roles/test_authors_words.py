"""What reads like a page's own words but is the author's, as whole articles: nothing is lost."""

import pytest

from tests.text.roles.test_extent import BODY, Page
from tests.text.roles.test_steps import PROSE, labelled

FOOT: Page = [
    ("boilerplate", "Share on Facebook"),
    ("boilerplate", "Privacy Policy"),
    ("boilerplate", "© 2019 The Paper. All rights reserved."),
]
TITLE: Page = [("title", "What the river left behind in the old town")]


def under(*headings: str) -> Page:
    """Paragraphs of an article, each below a heading."""
    page: Page = []
    for heading, text in zip(headings, PROSE[1:] * 2, strict=False):
        page += [("heading", heading), ("body", f"{text[:-1]}, says {heading.lower()} here.")]
    return [*TITLE, *BODY[:1], *page]


PAGES: dict[str, Page] = {
    "someone said": [
        *BODY[:2],
        ("body", "The mayor of the old town said:"),
        ("quote", "“I was there when the bridge was closed, and I shall be there when it opens.”"),
        *BODY[2:],
    ],
    "headings that links begin like": under(
        "Get the basics right", "Back to the roots", "Become a composter", "More on the slugs"
    ),
    "such headings on a page with a foot": [
        *under("Get the basics right", "Back to the roots", "Go to bed early"),
        *FOOT,
    ],
    "such a title, and a section called Reactions": [
        ("title", "Get more from your garden"),
        *under("More on the slugs", "Reactions")[1:],
    ],
    "such a title on a page with a foot": [
        ("title", "Get more from your garden"),
        *BODY,
        *FOOT,
    ],
    "sentences that links begin like": [
        *BODY[:2],
        ("body", "Share it with nobody."),
        ("body", "Continue reading while the bell rings, and you will see what the poet meant."),
        ("body", "The newsletters and websites of the town were not told of any of that before."),
        *BODY[2:],
    ],
    "other cases, above prose": under("Similar cases", "Elsewhere in Europe", "Recent history"),
    "an earlier study": under("Related work", "Methods", "Results"),
    "what others said of it": under("Reactions", "Two responses", "Replies"),
    "a number of thoughts": under("3 thoughts before you sail", "Comments and their readers"),
    "what one is told to do": under("Write a letter", "Leave a door open", "Post a photograph"),
    "an answer": under("Antwort an die Enkel", "Zwei Wochen Wache"),
    "headings in capitals": [
        *under("WHAT THE COMMITTEE WAS ASKED TO CONSIDER AND WHY", "FINDINGS"),
        *FOOT,
    ],
    "lines with bullets above each paragraph": [
        *BODY[:1],
        ("list_item", "• Best for a long evening out"),
        *BODY[1:2],
        ("list_item", "• Best for fish on a Monday"),
        *BODY[2:],
    ],
    "short sentences between advertisements": [
        *BODY[:1],
        ("boilerplate", "Advertisement"),
        ("body", "No one was hurt."),
        ("boilerplate", "Advertisement"),
        *BODY[1:],
        ("boilerplate", "Advertisement"),
        ("body", "He did not say how long."),
        *FOOT,
    ],
    "someone who falls silent": [
        *BODY[:2],
        *(("body", f"She thought of the {who} and of nothing much...") for who in "abcd"),
        *BODY[2:],
    ],
    "times above headings": [
        *TITLE,
        *BODY[:2],
        *[
            line
            for hour in range(8, 12)
            for line in (
                ("dateline", f"{hour}:42"),
                ("heading", f"Bridge {hour} closed"),
                (
                    "body",
                    f"At {hour} the bridge was closed to all traffic, as the police said here.",
                ),
            )
        ],
    ],
    "days above headings": [
        *TITLE,
        *BODY[:2],
        *[
            line
            for day in ("November 12, 2011", "November 19, 2011", "December 3, 2011")
            for line in (
                ("dateline", day),
                ("heading", f"Of the mice in {day[:8]}"),
                ("body", f"On {day} they were in the flour, and they played there every night."),
            )
        ],
    ],
    "what there is to do": [
        *TITLE,
        *BODY[:1],
        *[
            line
            for what in ("Rare Plants", "Jazz Again", "Old Opera")
            for line in (
                ("heading", what),
                ("dateline", "Saturday, June 3, 2017, 8:00 pm"),
                ("body", f"{what} in the barn, for one hour, with a cushion if you can find one."),
            )
        ],
    ],
    "names that are written in one": [
        *BODY[:1],
        (
            "body",
            "The people who had founded SoundCloud were not asked, and In came to see us later.",
        ),
        (
            "body",
            "The man who had taught us to write JavaScript by night was the first to go away.",
        ),
        ("body", "My sister found her first job through LinkedIn because somebody had liked her."),
        *BODY[1:],
    ],
    "verse below the last sentence": [
        *BODY[:3],
        ("body", "I sing it to my children, and this is how it goes, as far as I can remember it:"),
        ("body", "The moon is in the apple tree"),
        ("body", "The cat is in the hay"),
        ("body", "And all the things I wanted most"),
        ("body", "Have up and gone away"),
        *FOOT,
    ],
    "a last line that ends as a verse": [*BODY, ("body", "Tomorrow, perhaps")],
    "a poem": [
        ("title", "The weir at evening"),
        ("byline", "by Ellen Strand"),
        ("body", "Below the mill the water turns,"),
        ("body", "And turning, learns to sing;"),
        ("body", "The heron in the shallow burns"),
        ("body", "Like some discarded thing."),
        ("body", "I came here first when I was nine"),
        ("body", "With bread and fishing line."),
    ],
    "numbers above short sentences": [
        *BODY[:1],
        ("heading", "1. Look up"),
        ("body", "The weather does not hide."),
        ("heading", "2. Look down"),
        ("body", "Nor do rocks."),
        *BODY[1:],
    ],
    "what one needs, with an advertisement in it": [
        *TITLE,
        *BODY[:1],
        *(("list_item", f"{n}00 g of something") for n in range(1, 5)),
        ("boilerplate", "Advertisement"),
        *(("list_item", f"{n}00 g of another") for n in range(1, 5)),
        *BODY[1:],
        *FOOT,
    ],
    "what one needs, and results": [
        *TITLE,
        *BODY[:1],
        *(("list_item", f"{n}00 g of something") for n in range(1, 6)),
        *BODY[1:],
        *FOOT,
    ],
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_authors_words_stay_the_authors(page: Page) -> None:
    assert labelled(*(text for _, text in page)) == page


SAID = [
    "(He sits down. A long silence.)",
    "— А если починить?",
    "– C’est bien possible.",
    "This picture is too simple, says the lead author of the study.",
    "Figure skating is my life, she says.",
    "Figure 2 shows that the response differs between the sites.",
    "Im Bildungsministerium sagte man dazu gestern nichts.",
    "Her only novel was originally published in 1961, by a small press in Leeds.",
    "The study was first published online in May.",
    "Most websites use cookies to follow their readers about.",
    "“Please follow me on Facebook!” somebody wrote on a wall.",
]


@pytest.mark.parametrize("line", SAID, ids=[line[:20] for line in SAID])
def test_a_line_that_captions_or_links_begin_like_is_body(line: str) -> None:
    page = [*BODY[:2], ("body", line), *BODY[2:]]
    assert labelled(*(text for _, text in page)) == page


def test_readers_who_say_something_are_known_by_when_they_did() -> None:
    said = ["Ann on May 3, 2018 at 9:15 am said:", PROSE[0], "Bob on May 4, 2018 at 7:02 pm said:"]
    page = labelled(*PROSE, "Posted in News", *said, PROSE[1][:-1] + ", too.")
    assert [role for role, _ in page[5:]] == ["comment"] * 4
