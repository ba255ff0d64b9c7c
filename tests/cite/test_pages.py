"""Where the source has pages, every form says on which one the words stand."""

import json
from dataclasses import replace

import pytest

from annotate.cite import forms
from tests.cite.made_up import PLAIN

ON_A_PAGE = replace(PLAIN, page=4)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("text", "p. 4, para. 2"),
        ("md", "p. 4, para. 2"),
        ("bibtex", "pages = {4}"),
        ("ris", "SP  - 4"),
    ],
)
def test_the_page_is_said(form: str, said: str) -> None:
    assert said in forms.FORMS[form].write([ON_A_PAGE])
    assert said not in forms.FORMS[form].write([PLAIN])


def test_csl_has_it_as_its_page() -> None:
    assert json.loads(forms.FORMS["csl-json"].write([ON_A_PAGE]))[0]["page"] == "4"
