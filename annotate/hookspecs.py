"""
What a plugin may add: the hooks, as pluggy has them.

A plugin is a package with an entry point in the group `annotate` that names a module; in
it stand functions with these names and the decorator `annotate.hookimpl`. They are called
when someone asks for a file, form or command that is not one of ours.
"""

from collections.abc import Iterable

import pluggy

__all__ = ["GROUP", "hookimpl", "register_commands", "register_forms", "register_readers"]

GROUP = "annotate"
"""The group of entry points, and the name of the project in pluggy."""

hookimpl = pluggy.HookimplMarker(GROUP)
"""Marks a function of a plugin as one of the hooks."""

_spec = pluggy.HookspecMarker(GROUP)


@_spec
def register_readers() -> Iterable[object]:  # type: ignore[empty-body]
    """
    Formats that are read: `annotate.readers.formats.Format`, whose `module` has `read`.

    `read(data, options)` takes the bytes of one article and returns a `Draft`
    (`annotate.readers.pieces.draft` makes one). It raises `UnreadableSource`, whose text
    goes on from the name of the file: "has no text". It runs in a process of its own.
    """


@_spec
def register_forms() -> Iterable[object]:  # type: ignore[empty-body]
    """Forms of citations: `annotate.cite.forms.Form`, whose `write(citations)` returns text."""


@_spec
def register_commands() -> Iterable[object]:  # type: ignore[empty-body]
    """Commands: `click.Command`; an `AnnotateError` that one raises becomes one line."""
