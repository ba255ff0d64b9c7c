"""What a published copy says of itself."""

import sqlite3
from contextlib import closing

from annotate.corpus import publication
from annotate.corpus.publication import Publication


def test_a_working_database_is_none() -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        assert publication.of(db) is None
        db.executescript(publication.TABLES)
        assert publication.of(db) is None  # half made


def test_what_is_said_last_holds() -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(publication.TABLES)
        publication.write(db, Publication("Mosul", base_url="https://mosul.example/"))
        said = Publication("Mosul", "Five articles", "CC BY 4.0", "", "Doe 2026", "5f0d")
        publication.write(db, said)
        assert publication.of(db) == said
