"""A document is read in one way: whoever quotes an article whole quotes it exactly."""

from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.corpus import articles
from annotate.corpus.database import Command
from annotate.corpus.verifying import Finding, Verifier
from annotate.manuscript import quotations
from annotate.model import Draft
from annotate.readers import formats
from annotate.readers.record import DEFAULT
from tests.made_up import in_memory
from tests.manuscript.generated import KINDS, WORD, Kind

each_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


def compared(kind: Kind, article: bytes, manuscript: bytes) -> tuple[Draft, list[Finding]]:
    """The article as it is read, and what is said of the manuscript's quotations."""
    draft = formats.read(article, kind.format, DEFAULT)
    with closing(in_memory()) as db:
        articles.add(Command(db, coder="anna", words="add"), draft, article, source="a")
        verifier = Verifier(db)
        read = quotations.read(manuscript, kind.kind)
        return draft, [finding for q in read for finding in verifier.verify(q)]


def differing(found: list[Finding]) -> list[tuple[str, str]]:
    return [(f.status, f.quotation.words) for f in found if f.status != "exact"]


@each_kind
@given(data=st.data())
def test_blocks_quoted_whole_are_exact(kind: Kind, data: st.DataObject) -> None:
    blocks = data.draw(st.lists(kind.blocks, min_size=1, max_size=4))
    draft, found = compared(kind, kind.article(blocks), kind.block_quotes(blocks))
    assert differing(found) == []
    said = "\n".join(finding.quotation.words for finding in found)
    assert sorted(set(WORD.findall(draft.text))) == sorted(set(WORD.findall(said)))


@each_kind
@given(data=st.data())
def test_lines_in_quotation_marks_are_exact(kind: Kind, data: st.DataObject) -> None:
    lines = data.draw(st.lists(kind.lines, min_size=1, max_size=3))
    lines = [kind.text("W W W W W W W W ") + line + kind.text(" W W W W") for line in lines]
    _, found = compared(kind, kind.paragraphs(lines), kind.in_marks(lines))
    assert differing(found) == []
