"""
The forms of a citation: their names on the command line, their types and suffixes on the site.

A new form is a file with `write` and a line here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from annotate.cite import bibtex, csl, html, markdown, prose, ris
from annotate.cite.citation import Citation

__all__ = ["FORMS", "Form"]


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write citations down."""

    title: str
    write: Callable[[Sequence[Citation]], str]
    media_type: str
    suffix: str | None  # None: not on the site


FORMS = {
    "text": Form("Text", prose.write, "text/plain", ".txt"),
    "md": Form("Markdown", markdown.write, "text/markdown", ".md"),
    "html": Form("HTML", html.write, "text/html", None),
    "bibtex": Form("BibTeX", bibtex.write, "application/x-bibtex", ".bib"),
    "ris": Form("RIS", ris.write, "application/x-research-info-systems", ".ris"),
    "csl-json": Form("CSL-JSON", csl.write, "application/vnd.citationstyles.csl+json", ".csl.json"),
}
"""The forms by their names."""
