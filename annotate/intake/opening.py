"""
From sources to records: each is opened, told what it is, and taken apart if it holds many.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

from annotate.errors import UnreadableSource
from annotate.intake import maildir, sources, unlikely
from annotate.intake.item import Item
from annotate.intake.notices import FieldsTaken, LeftOut, Remark, Renamed, Watcher
from annotate.intake.settings import Settings
from annotate.intake.sources import Source
from annotate.model import Added, Metadata
from annotate.readers import formats, mbox
from annotate.readers.record import Aside, BadRecord, Record

if TYPE_CHECKING:
    from annotate.intake.visiting import Visitor

__all__ = ["Opener", "Within"]

_DATA = frozenset({"jsonl", "csv"})  # which may hold anything
_LOOKED_AT = 100  # records, of which one has to be an article

_SILENT = Metadata()


@dataclass(frozen=True, slots=True)
class Within:
    """A folder that stands for an archive, by its names: those that are told, and stored."""

    folder: str
    name: str
    origin: str
    depth: int

    def renamed(self, path: str) -> str:
        """What a file in it is called."""
        return _in_archive(self.name, self.folder, path)


def _in_archive(archive: str, folder: str, path: str) -> str:
    inside = sources.text(os.path.relpath(path, folder))
    return archive if inside == os.curdir else f"{archive}#{inside}"


@dataclass(frozen=True, slots=True)
class Opener:
    """What opens sources; `folder` is where their paths are seen from."""

    settings: Settings
    folder: str
    watcher: Watcher
    know: Callable[[str], Added | None] = lambda address: None  # whether it was fetched before
    within: Within | None = None
    _seen: dict[str, str] = field(default_factory=dict, init=False)  # folders, from the database

    def items(self, found: Iterable[Source]) -> Iterator[Item]:
        """The articles, in order, each opened when it is asked for; those of lists come last."""
        listed: dict[str, Source] = {}
        for source in found:
            if source.is_listed:
                listed[source.name] = source
                continue
            try:
                yield from self._opened(source)
            except UnreadableSource as error:
                yield self._item(source, error=str(error))
        yield from self._listed(list(listed.values()))

    def _opened(self, source: Source) -> Iterator[Item]:
        if source.problem:
            raise UnreadableSource(source.problem)
        if source.is_address:
            yield self._fetched(source)
            return
        if source.is_maildir:
            yield from self._letters(source)
            return
        patience = sources.Patience(self.settings.seconds)
        try:
            with sources.opened(source.path, patience) as file:
                yield from self._in(source, file, patience)
        except OSError as error:
            raise UnreadableSource(f"cannot be read: {error.strerror or error}") from error

    def _in(self, source: Source, file: BinaryIO, patience: sources.Patience) -> Iterator[Item]:
        if source.portion and source.portion.start:
            yield from self._records(source, file, source.portion.format, patience)
            return
        head = sources.beginning(file)
        format, remark = formats.detect(head, source.name)
        if remark:
            self.watcher.tell(Remark(sources.text(source.name), remark))
        if source.is_found and format.name == "newsxml" and not formats.is_told(head):
            self.watcher.tell(LeftOut(sources.text(source.name), "it is XML of another kind"))
            return
        if format.name == "zip":
            yield from self._unpacked(source, file)
        elif format.is_many:
            records = self._records(source, file, format.name, patience)
            may_be_other = source.is_found and format.name in _DATA
            yield from self._if_articles(source, records) if may_be_other else records
        else:
            data = sources.whole(file, self.settings.largest, head)
            reason = self._textless(data, format.name) if source.is_found else None
            if reason:
                self.watcher.tell(LeftOut(sources.text(source.name), reason))
                return
            said = unlikely.besides(source.name, data, format.name)
            record = Record("", data, format.name, besides=said)
            yield self._item(source, record=record, size=len(data))

    def _textless(self, data: bytes, format: str) -> str | None:
        """Why a file found in a folder holds nothing to read, if it surely does not."""
        if format in ("xlsx", "xls", "ods"):
            reader = import_module(f"annotate.readers.{format}")
            reason: str | None = reader.textless(data, self.settings.options)
            return reason
        return unlikely.textless(data, format)

    def _unpacked(self, source: Source, file: BinaryIO) -> Iterator[Item]:
        """The articles of an archive, as if it was the folder that it was made of."""
        from annotate.intake import unzipping

        depth = self.within.depth if self.within else 0
        if depth == unzipping.DEEPEST:
            raise UnreadableSource("is an archive in too many others; unpack it")
        with unzipping.unpacked(file) as (folder, problems):
            name, origin = self._name(source.name), self._origin(source.path)
            within = Within(folder, name, origin, depth + 1)
            inner = replace(self, within=within, watcher=Renamed(self.watcher, within.renamed))
            found = sources.find([folder], inner.watcher)
            yield from inner.items(
                replace(each, said=source.said, table=each.table.over(source.table))
                for each in found
            )
            for problem in problems:
                at, _, why = problem.partition(": ")
                yield Item(f"{name}#{at}", f"{origin}#{at}", error=why)

    def _letters(self, source: Source) -> Iterator[Item]:
        """The letters of a Maildir, each with the name that it has in any mailbox."""
        for path in maildir.letters(source.path):
            label = maildir.name(path)
            try:
                data = sources.load(Source(path), limit=self.settings.largest)
            except UnreadableSource as error:
                yield self._item(source, label, error=str(error))
                continue
            label = mbox.label(data, label)
            yield self._item(source, label, record=Record(label, data, "eml"), size=len(data))

    def _if_articles(self, source: Source, items: Iterator[Item]) -> Iterator[Item]:
        """The articles of a file of data found in a folder; if it holds other data, none."""
        ahead, reason = [], "none of its records has a text"
        try:
            for item in items:
                ahead.append(item)
                if item.record or len(ahead) == _LOOKED_AT:
                    break
        except UnreadableSource as error:
            reason = f"it {error}"
        if any(item.record for item in ahead):
            yield from chain(ahead, items)
        else:
            self.watcher.tell(LeftOut(sources.text(source.name), reason))

    def _records(
        self, source: Source, file: BinaryIO, format: str, patience: sources.Patience
    ) -> Iterator[Item]:
        count = before = 0
        is_told = not _is_begun(source)
        for found in formats.records(file, format, self.settings.options, source.portion):
            patience.check()
            if isinstance(found, Aside):
                self.watcher.tell(Remark(sources.text(source.name), found.words))
                is_told = True
                continue
            is_first = not count and _is_begun(source)
            if is_first and isinstance(found, Record) and found.format == "json":
                self._tell_fields(source, found)
            at = file.tell() if file.seekable() else 0
            yield self._record(source, found, at - before)
            if isinstance(found, Record):  # records without a text may go on without end
                patience.begin()
            count, before = count + 1, at
        if not count and not is_told:
            raise UnreadableSource("has no articles in it")

    def _tell_fields(self, source: Source, first: Record) -> None:
        """Which fields of its records are taken for what."""
        from annotate.readers import json

        found = json.guessed(first.data, self.settings.options)
        self.watcher.tell(FieldsTaken(sources.text(source.name), found))

    def _record(self, source: Source, found: Record | BadRecord, size: int) -> Item:
        if isinstance(found, BadRecord):
            return self._item(source, found.label, error=found.reason, size=size)
        if len(found.data) > self.settings.largest:
            told = sources.too_large(self.settings.largest)
            return self._item(source, found.label, error=told, size=size)
        return self._item(source, found.label, record=found, size=size)

    def _fetched(self, source: Source) -> Item:
        return self._item(source, record=self._visitor().record(source.name))

    def _listed(self, found: Sequence[Source]) -> Iterator[Item]:
        """The articles at the addresses of lists, as they come; what is in is not asked for."""
        asked = {source.name: source for source in found}
        for source in found:
            if known := self.know(source.name):
                del asked[source.name]
                yield replace(self._item(source), known=known)
        for address, answer in self._visitor().records(list(asked)) if asked else ():
            source = asked[address]
            if isinstance(answer, UnreadableSource):
                yield self._item(source, error=str(answer), size=1)
            else:
                yield self._item(source, record=answer, size=1)

    def _visitor(self) -> "Visitor":
        try:
            from annotate.intake.visiting import Visitor
        except ImportError as error:
            raise UnreadableSource(
                'needs one more package to be fetched: pip install "annotate-corpus[url]"'
            ) from error
        return Visitor(self.settings, self.watcher)

    def _item(
        self, source: Source, label: str = "", *,
        record: Record | None = None, error: str | None = None, size: int = 0,
    ) -> Item:  # fmt: skip
        name = self._name(source.name)
        end = f"#{label}" if label else ""
        origin = name if source.is_address or name == "-" else self._origin(source.path)
        if record and source.table != _SILENT:
            record = replace(record, metadata=source.table.over(record.metadata))
        return Item(
            name + end, origin + end, record, error, source.said, source.table, size,
            source.is_listed,
        )  # fmt: skip

    def _name(self, path: str) -> str:
        """A path as the user knows it."""
        return self.within.renamed(path) if self.within else sources.text(path)

    def _origin(self, path: str) -> str:
        """A path as seen from the database, so that both can move, and no home folder is told."""
        if self.within:
            return _in_archive(self.within.origin, self.within.folder, path)
        folder, name = os.path.split(path)
        if folder not in self._seen:  # thousands of files share one
            self._seen[folder] = self._from_database(folder or os.curdir)
        return sources.text(os.path.normpath(os.path.join(self._seen[folder], name)))

    def _from_database(self, path: str) -> str:
        try:
            return os.path.relpath(os.path.abspath(path), self.folder)
        except ValueError:  # on another drive
            return os.path.abspath(path)


def _is_begun(source: Source) -> bool:
    """Whether its beginning is among what is taken of it."""
    return not source.portion or not source.portion.start
