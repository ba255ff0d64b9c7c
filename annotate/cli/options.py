"""
What several commands take: the database, the coder, the form of the output.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from annotate import calls
from annotate import ref as refs
from annotate.corpus import coders
from annotate.corpus.database import Command, open_read, open_write
from annotate.errors import BadInput

if TYPE_CHECKING:
    from annotate.corpus.locking import Connection
    from annotate.model import Metadata  # which takes as long as a quarter of `annotate tag`

__all__ = [
    "address",
    "base_url_option",
    "coder",
    "coder_in",
    "command",
    "format_option",
    "formats_option",
    "indexed",
    "is_said",
    "metadata_options",
    "occurrence_option",
    "path",
    "read",
    "ref",
    "ref_read",
    "require_quote",
    "said",
    "words",
    "write",
]

F = TypeVar("F", bound=Callable[..., Any])


def path() -> str:
    """Where the database of this call is."""
    named: str = _root().params["db"]
    return named


def read() -> "Connection":
    """The database of this call, for reading; closed when the call ends."""
    return _closing(open_read(path()))


def indexed() -> "Connection":
    """The database of this call, for reading, with all that it has in its index."""
    from annotate.corpus import indexing

    db = read()
    if indexing.is_behind(db):
        from annotate.cli import output

        with output.working("indexing"):
            indexing.catch_up(write())
    return db


def write(*, create: bool = False, durable: bool = True) -> "Connection":
    """The database of this call, for writing; closed when the call ends."""
    return _closing(open_write(path(), create=create, durable=durable))


def command(*, create: bool = False, durable: bool = True) -> Command:
    """What this call does to the database, in the coder's name and the words typed."""
    db = write(create=create, durable=durable)
    return Command(db, coder=coder_in(db), words=words())


def coder_in(db: "Connection") -> str:
    """Who annotates, by the name that the corpus has; a new one near a known one is told of."""
    name = coders.called(db, coder())
    if near := coders.near(db, name):
        from annotate.cli import output

        output.say(f"{name} is a new coder; known: {', '.join(near)}")
    return name


def ref(work: Command, words: str, *, or_article: bool = False) -> str:
    """
    A ref as typed, with the open article where it leaves that out; the history says which.

    Where an article may be meant (`or_article`), a number is its row number.
    """
    if not refs.leaves_out_article(words, or_article=or_article):
        return words
    from annotate.corpus import opened

    whole, slug = opened.whole(work.db, work.coder, words, or_article=or_article)
    if slug:
        work.words = f"{work.words} (in {slug})"
    return whole


def ref_read(db: "Connection", words: str, *, or_article: bool = False) -> str:
    """As `ref`, of a call that only reads."""
    if not refs.leaves_out_article(words, or_article=or_article):
        return words
    from annotate.corpus import opened

    return opened.whole(db, coders.called(db, coder()), words, or_article=or_article)[0]


def _root() -> click.Context:
    return click.get_current_context().find_root()


def _closing(db: "Connection") -> "Connection":
    _root().call_on_close(db.close)
    return db


def words() -> str:
    """The call as typed, without the options of `annotate` itself, shortened to a line."""
    return calls.words(click.get_current_context().meta["annotate.typed"])


def coder() -> str:
    """Who annotates: --coder, or whoever else it can be."""
    return calls.coder(_root().params["coder"])


def format_option(function: F) -> F:
    """`-f table|json|nl|csv|xlsx`."""
    return formats_option("table", "json", "nl", "csv", "xlsx")(function)


def formats_option(*names: str, kind: type[click.Choice[str]] = click.Choice) -> Callable[[F], F]:
    """`-f` with these formats, the first of which is the default."""
    return click.option(
        "-f",
        "--format",
        "form",
        type=kind(names),
        default=names[0],
        show_default=True,
        help="nl is one JSON object a line.",
    )


def is_said(ctx: click.Context, name: str) -> bool:
    """Whether an option was typed, or stands in the environment, and is not the default."""
    return ctx.get_parameter_source(name) is not click.core.ParameterSource.DEFAULT


def occurrence_option(function: F) -> F:
    """`--occurrence`, which of the words of `--quote` are meant."""
    return click.option(
        "--occurrence",
        type=click.IntRange(min=1),
        metavar="N",
        help="Of words that stand several times: the Nth.",
    )(function)


def require_quote(quote: str | None, occurrence: int | None) -> None:
    """Wrong usage is an occurrence without the words that occur."""
    if occurrence is not None and quote is None:
        raise click.UsageError("--occurrence goes with --quote")


_SAYS = {
    "title": "Its title.",
    "byline": "Who wrote it, like 'Jane Doe' or 'Doe, Jane; Roe, John'.",
    "site": "Where it was published.",
    "published": "When, like 2016-10-20.",
    "url": "Its address.",
    "language": "Its language, like en or ar.",
}


def metadata_options(function: F) -> F:
    """`--title` and the like: what an article is, by hand."""
    from annotate.model import DESCRIBED

    for name in reversed(DESCRIBED):
        function = click.option(f"--{name}", metavar="TEXT", help=_SAYS[name])(function)
    return function


def said(given: dict[str, str | None]) -> "Metadata":
    """What the options say, each in its usual form; raises BadInput for what cannot be."""
    from annotate.readers import says

    return says.described({name: words for name, words in given.items() if words is not None})


def address(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """The address of a site as `--base-url` says it; None where nobody does."""
    from annotate.cite import place

    if value is None:
        return None
    try:
        return place.address(value)
    except BadInput as error:
        raise BadInput(f"--base-url (or ANNOTATE_BASE_URL): {error}") from error


def base_url_option(function: F) -> F:
    """`--base-url`, the address of the site in links."""
    from annotate.cite.place import BASE_URL

    return click.option(
        "--base-url",
        envvar="ANNOTATE_BASE_URL",
        default=BASE_URL,
        show_default=True,
        show_envvar=True,
        metavar="URL",
        callback=address,
        help="The site's address in links.",
    )(function)
