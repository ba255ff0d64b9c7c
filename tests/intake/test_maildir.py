"""Folders of letters (Maildir), as Python's library and mail servers make them."""

import json
import mailbox
import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.readers.many import SAMPLES, TITLES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    box = mailbox.Maildir(tmp_path / "Mail")
    with closing(mailbox.mbox(SAMPLES / "python.mbox")) as letters:
        for message in letters:
            box.add(message)
    (tmp_path / "Mail" / "tmp" / "1.half").write_text("Subject: half\n\nThe m")
    (tmp_path / "Mail" / "dovecot-uidlist").write_text("3 V1 N4")
    return tmp_path / "Mail"


def records(run: Run, *arguments: str | Path) -> list[dict[str, str]]:
    result = run("add", *arguments, "-f", "json")
    found: list[dict[str, str]] = json.loads(result.stdout)
    return found


def test_each_letter_is_an_article_by_the_name_that_it_has_anywhere(run: Run, folder: Path) -> None:
    found = records(run, folder)
    assert {record["title"] for record in found} == set(TITLES)
    ids = {str(message["Message-ID"]).strip("<>") for message in mailbox.Maildir(folder)}
    assert {record["source"].partition("#")[2] for record in found} == ids


def test_a_letter_that_was_read_in_between_is_the_same(run: Run, folder: Path) -> None:
    records(run, folder)
    for letter in list((folder / "new").iterdir()):
        letter.rename(folder / "cur" / f"{letter.name}:2,S")
    assert {record["status"] for record in records(run, folder)} == {"unchanged"}


def test_one_below_the_folder_that_is_added_is_read_beside_files(run: Run, folder: Path) -> None:
    (folder.parent / "ferry.txt").write_text("The ferry left the harbour at ten past six.\n")
    found = records(run, folder.parent)
    assert len(found) == len(TITLES) + 1


def test_folders_that_copies_lack_are_not_asked_for(run: Run, folder: Path) -> None:
    for letter in list((folder / "new").iterdir()):
        letter.rename(folder / "cur" / f"{letter.name}:2,")
    shutil.rmtree(folder / "new")
    assert len(records(run, folder)) == len(TITLES)


def test_the_folders_of_a_user_are_told_and_read_if_they_are_named(run: Run, folder: Path) -> None:
    shutil.copytree(folder, folder / ".Sent")
    told = run("add", "--dry-run", folder).stderr
    assert "has folders of its own (.Sent), read only if they are named" in told
    assert len(records(run, folder / ".Sent")) == len(TITLES)


def test_a_letter_without_a_name_keeps_that_of_its_file(run: Run, folder: Path) -> None:
    letter = next((folder / "new").iterdir())
    text = "From: Ida <i@x.org>\nSubject: Mill\n\nThe mill stood still the whole winter long.\n"
    letter.write_text(text)
    sources = [record["source"].partition("#")[2] for record in records(run, folder)]
    assert letter.name in sources


def test_one_without_letters_and_one_that_cannot_be_read_are_told(run: Run, folder: Path) -> None:
    for letter in list((folder / "new").iterdir()):
        letter.unlink()
    result = run("add", folder)
    assert result.exit_code == 1
    assert "has no letters in it" in result.stderr
    os.mkfifo(folder / "new" / "pipe")
    assert run("add", folder).exit_code == 1
