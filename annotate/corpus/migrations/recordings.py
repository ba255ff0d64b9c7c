"""
m030: where paragraphs begin in a recording; addresses looked up by where they lead.
"""

from annotate.corpus.migrations import triggers
from annotate.corpus.migrations.first import RECORDED
from annotate.corpus.migrations.stood import M009_STOOD

__all__ = ["RECORDINGS"]

M030_SECONDS = """
alter table paragraphs add column seconds integer; -- of a recording, where it begins in it; from 0
alter table wordings add column seconds integer;

create index addresses_source on addresses (source);

drop view stood;
drop trigger paragraphs_history_update; -- it is made anew below, with the seconds
"""

_STOOD = M009_STOOD
for _table in ("p", "w"):
    _STOOD = _STOOD.replace(f"{_table}.page,", f"{_table}.page, {_table}.seconds,")
_RECORDED = {"paragraphs": RECORDED["paragraphs"] + " page seconds"}

RECORDINGS = (("m030_seconds", M030_SECONDS + _STOOD + triggers.created(_RECORDED)),)
"""Name and SQL of each."""
