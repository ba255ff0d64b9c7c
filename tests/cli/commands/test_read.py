"""`annotate read`."""

from tests.conftest import Run


def test_paragraphs_are_read_and_unread(run: Run) -> None:
    assert run("read", "harbour:1-2", "museum:1").stdout == "3 read, 0 were so before\n"
    assert run("read", "harbour:2-3").stdout == "1 read, 1 were so before\n"
    assert run("read", "--unread", "harbour:1").stdout == "1 unread, 0 were so before\n"
    assert run("undo").stdout.startswith("undone: read --unread harbour:1")


def test_a_ref_that_names_nothing_reads_nothing(run: Run) -> None:
    refused = run("read", "harbour:1", "harbour:99")
    assert refused.exit_code == 1
    assert "no paragraph 99" in refused.stderr
    assert "nothing to undo" not in run("undo").stderr  # the seeds' own add is the last


def test_what_is_read_is_left_out_of_the_session(run: Run) -> None:
    run("read", "harbour:1-3")
    assert "orchard:1 · 5 unread" in run("code", "--plain", stdin="q\n").stdout
