import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.text.source_names import told

TOLD = {
    "boat.txt": "boat.txt",
    "texts/boat.txt": "texts/boat.txt",
    "..boat.txt": "..boat.txt",
    "../../../../home/someone/private/x.txt": "x.txt",
    "../seeds/boat.txt": "boat.txt",
    "/home/someone/x.txt": "x.txt",
    "C:\\Users\\someone\\x.txt": "x.txt",
    "C:/Users/someone/x.txt": "x.txt",
    "..\\someone\\x.txt": "x.txt",
    "texts/../../someone/x.txt": "x.txt",
    "../someone/feed.xml#https://a.example/b/c": "feed.xml#https://a.example/b/c",
    "../someone/lines.jsonl#17": "lines.jsonl#17",
    "../some#one/x.txt": "x.txt",
    "texts/lines.jsonl#a/b": "texts/lines.jsonl#a/b",
    "https://a.example/../b": "https://a.example/../b",
    "-": "-",
    "-#3": "-#3",
    "": "",
}


@pytest.mark.parametrize(("source", "said"), TOLD.items())
def test_a_file_outside_is_told_by_its_name(source: str, said: str) -> None:
    assert told(source) == said


@given(st.lists(st.text("ab.#~ \\", max_size=5), max_size=4), st.sampled_from(["../", "/", "C:\\"]))
def test_no_folder_outside_is_told(folders: list[str], start: str) -> None:
    said = told(start + "/".join([*folders, "name.txt"]))
    assert said == "name.txt"
    assert not re.search(r"[/\\]", said)
