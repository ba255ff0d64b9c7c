"""
The values that travel between modules: frozen dataclasses, no behaviour.

All offsets count Unicode code points, as Python's `str` does.
"""

from dataclasses import dataclass, field, fields, replace

__all__ = [
    "CITABLE",
    "DESCRIBED",
    "ROLES",
    "Added",
    "Address",
    "Article",
    "Block",
    "Draft",
    "Like",
    "Metadata",
    "Note",
    "Paragraph",
    "Prose",
    "Quote",
    "Reading",
    "Tagging",
    "Version",
]

ROLES = (
    "title",
    "heading",
    "body",
    "quote",
    "list_item",
    "caption",
    "byline",
    "dateline",
    "comment",
    "boilerplate",
)
"""What a paragraph can be."""

CITABLE = frozenset({"body", "quote", "list_item"})
"""The roles whose paragraphs are numbered."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a draft: `text[start:end]`, trimmed, its role, and the page it begins on."""

    start: int
    end: int
    role: str
    page: int | None = None  # from 1
    because: str | None = field(default=None, compare=False)  # who gave it its role, and why
    seconds: int | None = None  # of a recording, where it begins in it


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a source says of itself; None where it says nothing, never a guess."""

    title: str | None = None
    byline: str | None = None
    site: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None

    def given(self) -> dict[str, str]:
        """What it says, by name."""
        return {name: value for name in DESCRIBED if (value := getattr(self, name)) is not None}

    def over(self, other: "Metadata") -> "Metadata":
        """What it says, and what another says where it is silent."""
        given = self.given()
        return replace(other, **given) if given else other


DESCRIBED = tuple(each.name for each in fields(Metadata))
"""What metadata says of an article, by name."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader makes of one source: its text, cut into blocks in order, and its metadata."""

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata
    media_type: str
    captured: str | None = None  # when the source was as it is here, if it says; UTC ISO 8601
    remarks: tuple[str, ...] = ()  # what may be missing, each in words that follow its name


@dataclass(frozen=True, slots=True)
class Quote:
    """Words inside a paragraph (W3C TextQuoteSelector and TextPositionSelector in one)."""

    exact: str  # as the paragraph has them
    prefix: str
    suffix: str
    start: int  # into the paragraph's text

    @property
    def end(self) -> int:
        """Where the words end in the paragraph's text."""
        return self.start + len(self.exact)


@dataclass(frozen=True, slots=True)
class Article:
    """One document of the corpus; `version` is the current one."""

    id: int
    slug: str
    title: str
    byline: str | None
    site: str | None
    published: str | None
    url: str | None
    language: str | None
    version: int
    by_hand: tuple[str, ...] = ()  # which of these someone set


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an article; times are UTC ISO 8601."""

    number: int
    sha256: str
    source: str
    media_type: str
    retrieved: str


@dataclass(frozen=True, slots=True)
class Address:
    """Where the very words of an article were found too; `retrieved` is UTC ISO 8601."""

    source: str
    url: str | None
    retrieved: str
    site: str | None = None  # the outlet, as that copy says it


@dataclass(frozen=True, slots=True)
class Tagging:
    """A tag put on a paragraph or on a quote in it."""

    id: str
    tag: str
    coder: str
    created: str
    origin: str
    quote: Quote | None
    gone: int | None = None  # the version since which the quote's words are not there
    rule: str | None = None  # the name of the rule that put it there

    @property
    def by(self) -> str:
        """Who put it there, and by which rule."""
        return self.coder + (f" (rule {self.rule})" if self.rule else "")


@dataclass(frozen=True, slots=True)
class Note:
    """Markdown on an article, a tag, a paragraph or a quote in it; `on` is the ref or tag name."""

    id: str
    on: str
    text: str
    private: bool
    coder: str
    created: str
    updated: str
    quote: Quote | None
    gone: int | None = None
    changed_by: str | None = None  # who did last, when that was not the coder

    @property
    def by(self) -> str:
        """Whose words they are."""
        return self.coder + (f", changed by {self.changed_by}" if self.changed_by else "")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as it stands in one version, with what people put on it."""

    id: int
    article: str  # the slug
    key: str  # with ~2 for a second occurrence
    position: int
    number: int | None  # None: not citable
    role: str
    text: str
    start: int
    end: int
    removed: int | None  # the version that removed it
    page: int | None = None  # of the source, where it begins
    seconds: int | None = None  # of a recording, likewise
    taggings: tuple[Tagging, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def ref(self) -> str:
        """The shortest ref that names it: by number, else by key."""
        by_key = self.number is None or self.removed is not None
        return f"{self.article}:{self.key if by_key else self.number}"


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as one version has it: everything a page or `show` needs."""

    article: Article
    version: Version
    versions: tuple[Version, ...]
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]  # on the article as a whole
    addresses: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class Like:
    """A known article that has `same` of the `of` citable paragraphs of a new one."""

    slug: str
    same: int
    of: int


@dataclass(frozen=True, slots=True)
class Prose:
    """How many paragraphs of an article are long prose, and how many of these have a number."""

    long: int
    kept: int


@dataclass(frozen=True, slots=True)
class Added:
    """What `add` did with one source: status is `added`, `updated` or `unchanged`."""

    slug: str
    title: str
    version: int
    status: str
    paragraphs: int
    citable: int
    moves: dict[str, int] = field(default_factory=dict)  # of an update: how many of each kind
    review: int = 0  # annotations that an update could not place for sure
    gone: int = 0  # annotations whose words it does not have
    lost: tuple[str, ...] = ()  # corrections that an update could not make again, in words
    unlike: str | None = None  # the article from the same source, which it shares nothing with
    like: Like | None = None  # a known article that a new one nearly is
    prose: Prose | None = None  # of a new text
