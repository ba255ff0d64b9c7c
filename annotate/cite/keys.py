r"""
Citations of an entry, to paste into a text: `[@name, para. 2]` for pandoc, Quarto and the
like, `\cite[para. 2]{name}` for LaTeX. The entries are what the forms of bibliographies
write of the same citations.
"""

from collections.abc import Sequence

from annotate.cite import common
from annotate.cite.citation import Citation
from annotate.cite.entries import cited_by

__all__ = ["latex", "pandoc"]


def pandoc(citations: Sequence[Citation]) -> str:
    """A citation a line, in pandoc's Markdown."""
    said = (", ".join([f"@{name}", *common.place(c)]) for name, c in cited_by(citations))
    return "".join(f"[{words}]\n" for words in said)


def latex(citations: Sequence[Citation]) -> str:
    """A citation a line, for BibTeX, natbib and BibLaTeX."""
    said = ((name, ", ".join(common.place(c))) for name, c in cited_by(citations))
    places = ((name, f"[{place}]" if place else "") for name, place in said)
    return "".join(f"\\cite{place}{{{name}}}\n" for name, place in places)
