"""
Addresses as articles: fetched, told what they are, one or many.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from annotate.errors import UnreadableSource
from annotate.intake import fetching, politely
from annotate.intake.fetching import Fetched
from annotate.intake.notices import Remark, Watcher
from annotate.intake.settings import Settings
from annotate.model import Metadata
from annotate.readers import formats, unpack
from annotate.readers.record import Record

__all__ = ["Visitor"]

_ENDLESS = frozenset({"plain", "markdown"})  # whose text may end anywhere
_PAGES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class Visitor:
    """What fetches; raises UnreadableSource, or gives it where there are many."""

    settings: Settings
    watcher: Watcher

    def record(self, address: str) -> Record:
        """The article at an address."""
        return self._of(address, self._fetch(address))

    def records(self, addresses: Sequence[str]) -> Iterator[tuple[str, Record | UnreadableSource]]:
        """Those at many addresses, fetched politely, as they come."""
        for address, page in politely.fetched(addresses, self._fetch, pause=self.settings.pause):
            if isinstance(page, UnreadableSource):
                yield address, page
                continue
            try:
                yield address, self._of(address, page)
            except UnreadableSource as error:
                yield address, error

    def _fetch(self, address: str) -> Fetched:
        settings = self.settings
        return fetching.fetch(address, limit=settings.largest, allow_private=settings.allow_private)

    def _of(self, address: str, page: Fetched) -> Record:
        format, _ = formats.detect(page.data[: formats.HEAD], urlsplit(page.url).path)
        if format.is_many:
            raise UnreadableSource(f"is {format.called}: save it to a file, and add that")
        name = "html" if format.name == "plain" and page.media_type in _PAGES else format.name
        data = unpack.in_utf8(page.data, page.charset) if page.charset else page.data
        if not page.is_measured:
            self._ask_for_end(address, name, data)
        return Record("", data, name, Metadata(url=page.url), page.captured)

    def _ask_for_end(self, address: str, format: str, data: bytes) -> None:
        """Of what came without its length only the text can say whether it is whole."""
        if format == "html":
            from annotate.readers.web import charset, cut_off

            if cut_off.is_missing(charset.decode(data)):
                raise UnreadableSource("cannot be fetched: it is cut off")
        elif format in _ENDLESS:
            self.watcher.tell(Remark(address, "came without its length: it may be cut off"))
