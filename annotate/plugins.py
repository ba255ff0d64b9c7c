"""
Finding the plugins that are installed, and what they add.

Nothing is looked for until somebody asks for a name that is not ours: reading the entry
points takes as long as half of an `annotate tag`. A plugin that cannot be loaded, or whose
hook breaks down, is left out and named in `problems`; the others work.
"""

import sys
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import redirect_stdout
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Generic, TypeVar

from annotate.errors import Ambiguous
from annotate.text import clean

if TYPE_CHECKING:
    import pluggy

__all__ = ["Added", "problems"]

T = TypeVar("T")

_problems: list[str] = []


class Added(Generic[T]):
    """
    What the plugins add by one hook, by its names.

    `kind` is as one says it, `names` those that a thing goes by. A name that is in
    `ours` stays ours.
    """

    def __init__(
        self, hook: str, kind: type[T], said: str, *, names: Callable[[T], Iterable[str]],
        ours: Container[str],
    ) -> None:  # fmt: skip
        self._said = said
        self._found: defaultdict[str, dict[str, T]] = defaultdict(dict)
        for plugin, thing in _called(hook, kind):
            for name in names(thing):
                if name in ours:
                    _problems.append(f"plugin {plugin}: {said} {name} is ours; that one is used")
                else:
                    self._found[name][plugin] = thing
        _problems.extend(self._clash(name) for name, by in self._found.items() if len(by) > 1)

    def __contains__(self, name: str) -> bool:
        """Whether a plugin adds it."""
        return name in self._found

    def get(self, name: str) -> T | None:
        """What has the name; raises Ambiguous when several plugins add it."""
        by_plugin = self._found.get(name, {})
        if len(by_plugin) > 1:
            raise Ambiguous(self._clash(name))
        return next(iter(by_plugin.values()), None)

    def _clash(self, name: str) -> str:
        several = " and ".join(sorted(self._found[name]))
        return f"{self._said} {name} is added by several plugins, {several}: keep one of them"

    def every(self) -> dict[str, T]:
        """All that one plugin alone adds, by name."""
        found = self._found.items()
        return {name: thing for name, added in found for thing in added.values() if len(added) == 1}


def problems() -> tuple[str, ...]:
    """What is wrong with plugins, as far as they were looked for: a sentence each, told once."""
    found = tuple(dict.fromkeys(_problems))
    _problems.clear()
    return found


def _called(hook: str, kind: type[T]) -> Iterator[tuple[str, T]]:
    """What every plugin returns from a hook, each with its plugin; other things are left out."""
    for plugin, manager in _loaded().items():
        for thing in _guarded(plugin, lambda m=manager: _returned(m, hook)) or ():  # type: ignore[misc]
            if isinstance(thing, kind):
                yield plugin, thing
            else:
                _problems.append(
                    f"plugin {plugin}: {hook} returns a {type(thing).__name__} where a"
                    f" {kind.__module__}.{kind.__qualname__} belongs; it is left out"
                )


def _returned(manager: "pluggy.PluginManager", hook: str) -> list[object]:
    return [thing for things in getattr(manager.hook, hook)() for thing in things]


@cache
def _loaded() -> "Mapping[str, pluggy.PluginManager]":
    """A manager for each plugin, by the name of its distribution: the trouble of one is its own."""
    found: dict[str, pluggy.PluginManager] = {}
    for entry in sorted(entry_points(group="annotate"), key=_name):
        manager = _guarded(_name(entry), lambda e=entry: _registered(e))  # type: ignore[misc]
        if manager is not None:
            found[_name(entry)] = manager
    return found


def _name(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist else entry.name


def _registered(entry: EntryPoint) -> "pluggy.PluginManager":
    import pluggy

    from annotate import hookspecs

    manager = pluggy.PluginManager(hookspecs.GROUP)
    manager.add_hookspecs(hookspecs)
    manager.register(entry.load(), entry.name)
    manager.check_pending()  # raises for a hook that this version does not have
    return manager


def _guarded(plugin: str, step: Callable[[], T]) -> T | None:
    """What a step gives; None, and a problem noted, when the plugin breaks down in it."""
    try:
        with redirect_stdout(sys.stderr):  # what a plugin prints is no data
            return step()
    except (Exception, SystemExit) as error:  # noqa: BLE001  anything, as it is others' code
        told = clean.line(f"{type(error).__name__}: {error}")[:300]
        _problems.append(f"plugin {plugin} is left out, as it breaks down ({told})")
        return None
