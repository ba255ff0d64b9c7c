"""
`annotate code --plain`: a coding session line by line, for screen readers, slow lines and pipes.

In a terminal a key acts at once, and what it asks for is typed on a line. From a pipe each
line is keys, one behind the other; the first that asks for something has the rest of the line
for it. An empty line is Enter, and `:back` is an action by its name.
"""

import sys
from collections.abc import Iterator

import click

from annotate.cli import keystrokes, output
from annotate.coding.actions import ACTIONS, BACK, NEXT, SHOW
from annotate.coding.doing import do
from annotate.coding.pace import LEFT_OUT
from annotate.coding.session import Session
from annotate.errors import AnnotateError
from annotate.model import Paragraph
from annotate.text.tag_names import sorting

__all__ = ["run"]

_NAMED = {f":{action.name}": key for key, action in ACTIONS.items()}
_SIGNS = {"\t": SHOW, "\r": NEXT, "\n": NEXT, "\x7f": BACK, "\b": BACK}


def run(session: Session) -> bool:
    """Until `q`, the end of the input, or Ctrl-C; False: from a pipe, something was not done."""
    shown, article, failed = 0, "", 0
    if sys.stdin is None:
        raise click.UsageError("there is nothing to read keys from")
    is_seen = sys.stdin.isatty()
    steps = _typed() if is_seen else _piped()
    while True:
        if session.paragraph.id != shown:
            _show(session, is_new=session.paragraph.article != article)
            shown, article = session.paragraph.id, session.paragraph.article
        key, words = next(steps, ("q", ""))
        if key == "q":
            return is_seen or not failed
        if not key:
            output.say(f"{words}, and is left out")
            failed += 1
            continue
        if key == SHOW:
            shown = 0
            continue
        if key == "?":
            _help(session)
            continue
        try:
            if session.has_changed():  # what others put on it, and keys they gave
                session.refresh()
            told = do(session, key, words)
        except AnnotateError as error:
            output.say(str(error))
            failed += 1
        else:
            if told:
                output.echo(told)


def _typed() -> Iterator[tuple[str, str]]:
    """Keys in a terminal."""
    with keystrokes.reading() as (read, line):
        while True:
            click.echo("? ", nl=False)
            try:
                key = read() or "q"
                if key == keystrokes.PASTE:
                    output.say(f"\n{LEFT_OUT}")
                    continue
                key = _SIGNS.get(key, key)
                output.echo(key if key.isprintable() else "")
                action = ACTIONS.get(key)
                words = line(action.asks) if action and action.asks else ""
            except KeyboardInterrupt:
                key, words = "q", ""
            except click.Abort:
                output.echo("")
                continue
            yield key, words


def _piped() -> Iterator[tuple[str, str]]:
    """Keys from a pipe; of a line that is none, no key and what is wrong with it."""
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            words = line.decode().rstrip("\r\n")
        except UnicodeDecodeError:
            yield "", f"line {number} is not UTF-8"
            continue
        named, _, rest = words.partition(" ")
        if not words:
            yield NEXT, ""
        elif named in _NAMED:
            yield _NAMED[named], rest
        elif words.startswith(":"):
            yield "", f"line {number} says {named}, which is no action ({' '.join(_NAMED)})"
        else:
            yield from _in_line(words)


def _in_line(words: str) -> Iterator[tuple[str, str]]:
    for at, key in enumerate(words):
        if key in ACTIONS and ACTIONS[key].asks:
            yield key, words[at + 1 :].strip()
            return
        if not key.isspace():
            yield key, ""


def _show(session: Session, *, is_new: bool) -> None:
    paragraph = session.paragraph
    output.echo("")
    if is_new:
        output.echo(output.bold(paragraph.article))
    output.echo(f"{paragraph.ref} · {session.progress}")
    output.echo_wrapped(paragraph.text, indent="    ")
    for line in _margin(session, paragraph):
        output.echo_wrapped(line, indent="      ")


def _margin(session: Session, paragraph: Paragraph) -> Iterator[str]:
    keys = {name: key for key, name in session.keys.items()}
    for tagging in sorted(paragraph.taggings, key=lambda t: sorting(t.tag)):
        key = f" ({keys[tagging.tag]})" if tagging.tag in keys else ""
        on = f" on “{tagging.quote.exact}”" if tagging.quote else ""
        by = f" by {tagging.coder}" if tagging.coder != session.coder else ""
        yield f"#{tagging.tag}{key}{on}{by}"
    for at, suggestion in enumerate(session.suggested):
        yield f"? #{suggestion.tag}{'  + accepts, ! rejects' if at == 0 else ''}"
    for note in paragraph.notes:
        private = " (private)" if note.private else ""
        yield f"✎ {note.by}{private}: {note.text}"


def _help(session: Session) -> None:
    for action in ACTIONS.values():
        asks = f" ({action.asks})" if action.asks else ""
        output.echo(f"{action.key:>9}  {action.does}{asks}")
    for key, name in session.keys.items():
        output.echo(f"{key:>9}  #{name}")
