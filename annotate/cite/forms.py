"""
The forms of a citation: their names on the command line, their types and suffixes on the site.

A new form is a file with `write` and a line here, or a plugin's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from annotate.cite import bibtex, csl, html, keys, markdown, prose, ris
from annotate.cite.citation import Citation

if TYPE_CHECKING:
    from annotate.plugins import Added

__all__ = ["DATA", "FORMS", "Form", "every", "named", "on_the_site"]


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write citations down; `name` is for `annotate cite -f`."""

    name: str
    title: str
    write: Callable[[Sequence[Citation]], str]
    media_type: str
    suffix: str | None = None  # None: not on the site
    by_entry: bool = False  # it has, or names, the entries of a bibliography


_RIS = "application/x-research-info-systems"
_CSL = "application/vnd.citationstyles.csl+json"

FORMS = {
    form.name: form
    for form in (
        Form("text", "Text", prose.write, "text/plain", ".txt"),
        Form("md", "Markdown", markdown.write, "text/markdown", ".md"),
        Form("html", "HTML", html.write, "text/html"),
        Form("bibtex", "BibTeX", bibtex.write, "application/x-bibtex", ".bib", by_entry=True),
        Form("ris", "RIS", ris.write, _RIS, ".ris", by_entry=True),
        Form("csl-json", "CSL-JSON", csl.write, _CSL, ".csl.json", by_entry=True),
        Form("pandoc", "Pandoc", keys.pandoc, "text/markdown", by_entry=True),
        Form("latex", "LaTeX", keys.latex, "text/x-tex", by_entry=True),
    )
}
"""Our forms by their names."""

DATA = ("table", "json", "nl", "csv", "xlsx")
"""What `annotate cite -f` writes besides, and the site's `.json`."""


def named(name: str) -> Form | None:
    """One of our forms, or of a plugin's; raises Ambiguous when several plugins add it."""
    return FORMS.get(name) or _of_plugins().get(name)


def every() -> dict[str, Form]:
    """Our forms and the plugins', by their names."""
    return {**FORMS, **{n: f for n, f in _of_plugins().every().items() if n == f.name}}


def on_the_site() -> dict[str, Form]:
    """Our forms and the plugins' that the site has, by their suffixes."""
    added = {n: f for n, f in _of_plugins().every().items() if n == f.suffix and n[:1] == "."}
    return {**_BY_SUFFIX, **added}


_BY_SUFFIX = {form.suffix: form for form in FORMS.values() if form.suffix}


@cache
def _of_plugins() -> "Added[Form]":
    """The forms that plugins add; looked for when a name is not ours."""
    from annotate.plugins import Added

    return Added(
        "register_forms", Form, "the form",
        names=lambda form: filter(None, (form.name, form.suffix)),
        ours={*FORMS, *_BY_SUFFIX, *DATA, *(f".{name}" for name in DATA)},
    )  # fmt: skip
