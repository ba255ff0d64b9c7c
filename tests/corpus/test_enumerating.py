"""What a site has pages for."""

import sqlite3

from annotate.corpus import enumerating
from annotate.text.key import key
from tests import made_up


def test_a_key_says_whether_others_have_it(db: sqlite3.Connection) -> None:
    made_up.add(db, made_up.draft(made_up.HARBOUR[0], "Words of its own.", title="Again"), "x")
    first, last = (
        db.execute(f"select {f}(id) from articles").fetchone()[0] for f in ("min", "max")
    )
    shared = key(made_up.HARBOUR[0])
    for article, is_first in ((first, True), (last, False)):
        found = {one.key: one for one in enumerating.keys(db, article)}
        assert found[shared] == (shared, True, is_first)
        assert [one.is_shared for one in found.values()].count(True) == 1
    assert enumerating.keys(db, last)[0].key < enumerating.keys(db, last)[1].key


def test_looking_for_keys_goes_through_one_article_alone(db: sqlite3.Connection) -> None:
    asked: list[str] = []
    db.set_trace_callback(asked.append)
    enumerating.keys(db, 1)
    db.set_trace_callback(None)
    [sql] = [sql for sql in asked if "stood" in sql]
    plan = [row["detail"] for row in db.execute(f"explain query plan {sql}")]
    assert [step for step in plan if step.startswith("SCAN")] == ["SCAN stood", "SCAN s"]
