"""
Whom the pages are for, and what the two lines of Datasette call it.

A route of a plugin passes by Datasette's own permissions, so every page asks
`corpus` first. It also hides where 0.65 and 1.0 differ: permission checks and
metadata.
"""

import time
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from datasette.utils.asgi import Forbidden, NotFound

from annotate.corpus import public, schema
from annotate.corpus.publication import Publication
from annotate.web import guarding, kinds

__all__ = ["Actor", "Corpus", "Datasette", "Request", "corpus", "database", "is_alone"]
__all__ += ["known_database"]

# Datasette has no types
Datasette = Any
Request = Any
Actor = dict[str, Any] | None

NEEDED = ("articles", "paragraphs", "versions", "wordings", "lineage")
"""Tables without which there are no pages."""
OPTIONAL = ("tags", "taggings", "examples", "notes", "reviews")
"""Tables that pages leave out when they are denied."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The corpus as an actor may see it."""

    database: Any
    title: str
    description: str
    tags: bool  # whether tags may be seen
    examples: bool  # whether what shows what a tag is for may be seen
    notes: bool  # whether public notes may be seen
    reviews: bool
    owner: bool  # who serves a working database to himself sees private notes and commands
    publication: Publication | None


_databases: WeakKeyDictionary[Datasette, str] = WeakKeyDictionary()
_remembered: WeakKeyDictionary[Datasette, tuple[float, set[str]]] = WeakKeyDictionary()
_about: WeakKeyDictionary[Datasette, tuple[str, str]] = WeakKeyDictionary()


async def database(datasette: Datasette) -> Any:
    """The first attached database that has our tables, or None."""
    name = _databases.get(datasette)
    if name in datasette.databases:
        return datasette.databases[name]
    for name, found in _attached(datasette).items():
        if await found.execute_fn(schema.is_corpus):
            _databases[datasette] = name
            return found
    return None


def known_database(datasette: Datasette) -> str | None:
    """The name of the corpus database as far as it has been looked for."""
    return _databases.get(datasette)


def _attached(datasette: Datasette) -> dict[str, Any]:
    return {n: d for n, d in datasette.databases.items() if n not in ("_internal", "_memory")}


def is_alone(datasette: Datasette) -> bool:
    """Whether there is no database but one."""
    return len(_attached(datasette)) == 1


async def corpus(datasette: Datasette, actor: Actor) -> Corpus:
    """The corpus as the actor may see it; raises Datasette's Forbidden, or its NotFound."""
    found = await database(datasette)
    if found is None:
        raise NotFound(
            "no database here is a corpus of annotate; one of an earlier version is brought up"
            " to date by `annotate --db FILE articles`"
        )
    tables = await _viewable(datasette, actor, found.name)
    if not set(NEEDED) <= tables:
        raise Forbidden("view-table" if tables else "view-database")
    kind = await kinds.of(found)
    title, description = await _said_of(datasette, found.name, kind.publication)
    owner = kind.publication is None and public.is_owner()
    return Corpus(
        found, title, description, tags={"tags", "taggings"} <= tables,
        examples="examples" in tables, notes="notes" in tables,
        reviews=owner and {"tags", "taggings", "reviews"} <= tables, owner=owner,
        publication=kind.publication,
    )  # fmt: skip


async def _viewable(datasette: Datasette, actor: Actor, name: str) -> set[str]:
    """
    Those of our tables that the actor may view; none when the database is denied.

    Asking costs queries, together as much as reading a page: so what anonymous
    visitors may view is remembered for a second.
    """
    if _checks_are_skipped(datasette):
        return await _asked(datasette, actor, name)
    if actor is not None:
        return await guarding.lifted(lambda: _asked(datasette, actor, name))
    until, tables = _remembered.get(datasette, (0.0, set()))
    if time.monotonic() >= until:
        tables = await guarding.lifted(lambda: _asked(datasette, actor, name))
        _remembered[datasette] = (time.monotonic() + 1, tables)
    return tables


def _checks_are_skipped(datasette: Datasette) -> bool:
    """Whether code of the server asks in its own right, as it can on 1.0; if in doubt, yes."""
    if _is_0_65(datasette):
        return False
    from datasette import permissions

    skipped = getattr(permissions, "_skip_permission_checks", None)
    return skipped is None or bool(skipped.get())


async def _asked(datasette: Datasette, actor: Actor, name: str) -> set[str]:
    if not await _may_view_database(datasette, actor, name):
        return set()
    if not _is_0_65(datasette):
        return await _viewable_at_once(datasette, actor, name)
    ours = (*NEEDED, *OPTIONAL)
    return {t for t in ours if await _may_view_table(datasette, actor, name, t)}


async def _viewable_at_once(datasette: Datasette, actor: Actor, name: str) -> set[str]:
    """One query for all; what its catalogue of tables may not know yet is asked one by one."""
    page = await datasette.allowed_resources("view-table", actor, parent=name, limit=1000)
    known = {resource.child for resource in page.resources}
    ours = (*NEEDED, *OPTIONAL)
    return {t for t in ours if t in known or await _may_view_table(datasette, actor, name, t)}


def _is_0_65(datasette: Datasette) -> bool:
    return not hasattr(datasette, "allowed")


async def _may_view_database(datasette: Datasette, actor: Actor, name: str) -> bool:
    if _is_0_65(datasette):
        return await _ensured(datasette, actor, [("view-database", name), "view-instance"])
    from datasette.resources import DatabaseResource

    return bool(
        await datasette.allowed(
            action="view-database", resource=DatabaseResource(name), actor=actor
        )
    )


async def _may_view_table(datasette: Datasette, actor: Actor, name: str, table: str) -> bool:
    if _is_0_65(datasette):
        return await _ensured(
            datasette, actor,
            [("view-table", (name, table)), ("view-database", name), "view-instance"],
        )  # fmt: skip
    from datasette.resources import TableResource

    return bool(
        await datasette.allowed(
            action="view-table", resource=TableResource(name, table), actor=actor
        )
    )


async def _ensured(datasette: Datasette, actor: Actor, permissions: list[object]) -> bool:
    try:
        await datasette.ensure_permissions(actor, permissions)
    except Forbidden:
        return False
    return True


async def _said_of(
    datasette: Datasette, name: str, publication: Publication | None
) -> tuple[str, str]:
    if publication is not None and publication.title:
        return publication.title, publication.description
    return await _metadata(datasette, name)


async def _metadata(datasette: Datasette, name: str) -> tuple[str, str]:
    """Title and description, of the database or else of the whole; kept, as both cost much."""
    if datasette not in _about:
        said = [str(await _said(datasette, name, word) or "") for word in ("title", "description")]
        _about[datasette] = (said[0] or name, said[1])
    return _about[datasette]


async def _said(datasette: Datasette, name: str, word: str) -> object:
    if _is_0_65(datasette):
        return datasette.metadata(word, database=name)
    own, whole = (
        await datasette.get_database_metadata(name),
        await datasette.get_instance_metadata(),
    )
    return own.get(word) or whole.get(word)
