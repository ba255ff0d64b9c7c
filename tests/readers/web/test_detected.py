"""What is known to be a web page."""

import pytest

from annotate.readers import formats

NAMED = [
    ("<!DOCTYPE html><p>x", "a.html", "html", False),
    ("\ufeff\n<?xml version='1.0'?>\n<!-- x -->\n<!DOCTYPE html>", "a.xhtml", "html", False),
    ("<html lang=en>\n<head>", "a.txt", "html", True),
    ("<BODY class=x><p>y", "a", "html", False),
    ("<p>a fragment</p>", "a.htm", "html", False),
    ("<p>a fragment</p>", "a.txt", "plain", False),
    ("<html> is the root of a page, and <body> is in it.", "a.txt", "plain", False),
    ("How to write <html><head>", "a.txt", "plain", False),
    ("<!-- " * 9000, "a.txt", "plain", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "format", "lies"), NAMED)
def test_a_page_is_known_by_its_head(text: str, name: str, format: str, lies: bool) -> None:
    found, remark = formats.detect(text.encode(), name)
    assert (found.name, remark is not None) == (format, lies)
