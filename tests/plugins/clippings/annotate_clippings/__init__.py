"""Files of clippings for annotate: a reader, a form of citation, a command."""

import click

import annotate
from annotate.cite.forms import Form
from annotate.readers.formats import Format
from annotate_clippings import footnote, words


@annotate.hookimpl
def register_readers() -> list[Format]:
    module = "annotate_clippings.reader"
    return [Format("clippings", "a file of clippings", (".clip",), module=module)]


@annotate.hookimpl
def register_forms() -> list[Form]:
    return [Form("footnote", "Footnote", footnote.write, "text/plain", ".footnote")]


@annotate.hookimpl
def register_commands() -> list[click.Command]:
    return [words.command]
