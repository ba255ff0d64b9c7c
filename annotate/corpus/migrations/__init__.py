"""
The migrations: plain SQL, numbered, append-only, importing nothing of ours but one another.

Never edit one that was released: add the next, and its name to `annotate/corpus/migrated.py`.
"""

from annotate.corpus.migrations.by_coder import BY_CODER
from annotate.corpus.migrations.changed_by import CHANGED_BY
from annotate.corpus.migrations.changed_much import CHANGES
from annotate.corpus.migrations.codebook import CODEBOOK
from annotate.corpus.migrations.codebook_index import OF_CODEBOOK
from annotate.corpus.migrations.coding import CODING
from annotate.corpus.migrations.correcting import CORRECTING
from annotate.corpus.migrations.counts import COUNTS
from annotate.corpus.migrations.current_article import OPENED
from annotate.corpus.migrations.first import FIRST
from annotate.corpus.migrations.folding import TAG_NAMES
from annotate.corpus.migrations.forgot import FORGOT
from annotate.corpus.migrations.inside_words import UNSPACED
from annotate.corpus.migrations.kept_counts import KEPT_COUNTS
from annotate.corpus.migrations.kept_readings import READINGS
from annotate.corpus.migrations.lineage import LINEAGE
from annotate.corpus.migrations.outlets import OUTLETS
from annotate.corpus.migrations.packed_with_text import PACKED
from annotate.corpus.migrations.page_indexes import PAGES
from annotate.corpus.migrations.recordings import RECORDINGS
from annotate.corpus.migrations.redoing import REDOING
from annotate.corpus.migrations.revision import REVISION
from annotate.corpus.migrations.ruling import RULES
from annotate.corpus.migrations.sessions import SESSIONS
from annotate.corpus.migrations.stood import STOOD
from annotate.corpus.migrations.suggested import SUGGESTED
from annotate.corpus.migrations.tag_hues import HUES

__all__ = ["MIGRATIONS"]

MIGRATIONS: tuple[tuple[str, str], ...] = (
    *FIRST,
    *LINEAGE,
    *CORRECTING,
    *STOOD,
    *TAG_NAMES,
    *COUNTS,
    *CHANGED_BY,
    *REDOING,
    *UNSPACED,
    *FORGOT,
    *HUES,
    *KEPT_COUNTS,
    *REVISION,
    *BY_CODER,
    *READINGS,
    *CODEBOOK,
    *SESSIONS,
    *CODING,
    *OPENED,
    *RULES,
    *SUGGESTED,
    *RECORDINGS,
    *PACKED,
    *CHANGES,
    *PAGES,
    *OUTLETS,
    *OF_CODEBOOK,
)
"""Name and SQL of every migration, in order."""
