"""Citation links."""

import pytest

from annotate.manuscript import links

KEY = "5v0hrh53djh9w"
ADDRESSES = {
    "a key": (f"https://a.org/cite/{KEY}", (KEY, None)),
    "a key in an article": (f"http://127.0.0.1:8001/cite/isis/{KEY}", (KEY, "isis")),
    "a second occurrence": (f"/x/cite/{KEY}~2", (f"{KEY}~2", None)),
    "an escaped tilde": (f"https://a.org/cite/{KEY}%7E2", (f"{KEY}~2", None)),
    "for programs": (f"https://a.org/cite/isis/{KEY}.csl.json", (KEY, "isis")),
    "a query and a fragment": (f"https://a.org/cite/{KEY}?a=b#c", (KEY, None)),
    "capitals, as the site takes them": (f"https://a.org/cite/{KEY.upper()}", (KEY, None)),
    "a letter too few": (f"https://a.org/cite/{KEY[:-1]}", (KEY[:-1], None)),
    "another page": ("https://a.org/cite/introductions", None),
    "more path": (f"https://a.org/cite/isis/{KEY}/more", None),
    "not the last part": ("https://a.org/read/isis", None),
}


@pytest.mark.parametrize(("url", "expected"), ADDRESSES.values(), ids=ADDRESSES)
def test_an_address_that_cites(url: str, expected: tuple[str, str | None] | None) -> None:
    link = links.of(url)
    assert (link and (link.key, link.slug)) == expected


@pytest.mark.parametrize("after", ["", ".", ", so", ")", "”", " x", "#p3", "?a=1", ".json."])
def test_an_address_written_out(after: str) -> None:
    [link] = links.standing_in(f"see (https://a.org/cite/{KEY}{after}")
    assert (link.key, link.start) == (KEY, 5)


def test_a_path_without_a_host_is_no_link_in_a_text() -> None:
    assert list(links.standing_in(f"the path /cite/{KEY} is")) == []
