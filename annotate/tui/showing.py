"""
What the screen shows, as styled text: the paragraph in its context, its margin, the codebook.

Nothing depends on colour: what is picked is reversed, what is read is underlined.
"""

from collections.abc import Iterable

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from annotate.coding.actions import ACTIONS
from annotate.coding.session import Session
from annotate.corpus.hues import Colour
from annotate.model import Note, Paragraph, Tagging
from annotate.text.clean import for_terminal
from annotate.text.tag_names import sorting

__all__ = ["codebook", "help_text", "line_of_picked", "margin", "reading", "status", "suggestions"]

# of the site's dark scheme, web/static/site.css
HUES = (
    "#feac9f", "#02b19a", "#f99ff4", "#8fa420", "#adc2fe", "#da7e21",
    "#0fdcf5", "#e06c96", "#77df8d", "#a681e7", "#ebbe3a", "#11a3ea",
)  # fmt: skip
ASIDE = 200  # characters of a neighbour that are shown
_FREE = "`t` names a tag"


def reading(session: Session, picked: tuple[int, int] | None) -> Text:
    """The paragraph between its neighbours."""
    shown = Text()
    for before in session.before[-1:]:
        shown.append(f"{_beside(before, at_end=True)}\n\n", "dim")
    shown.append_text(_paragraph(session.paragraph, picked))
    for behind in session.behind:
        shown.append(f"\n\n{_beside(behind, at_end=False)}", "dim")
    return shown


def line_of_picked(text: Text, width: int, *, at_end: bool) -> int:
    """In which line of the text, so wide, the picked words begin or end."""
    start, end = next((each.start, each.end) for each in text.spans if each.style == "reverse")
    before = text[: end if at_end else start + 1]
    return len(before.wrap(Console(width=width), max(1, width))) - 1


def _beside(paragraph: Paragraph, *, at_end: bool) -> str:
    text = for_terminal(" ".join(paragraph.text.split()))
    cut = len(text) > ASIDE
    text = f"…{text[-ASIDE:]}" if cut and at_end else f"{text[:ASIDE]}…" if cut else text
    return f"{paragraph.number}  {text}" if paragraph.number else text


def _paragraph(paragraph: Paragraph, picked: tuple[int, int] | None) -> Text:
    """The words themselves; the quotes in it that are tagged or noted are underlined."""
    words = Text(_same_length(paragraph.text))
    annotations: tuple[Tagging | Note, ...] = (*paragraph.taggings, *paragraph.notes)
    for each in annotations:
        if each.quote and each.gone is None:
            words.stylize("underline", each.quote.start, each.quote.end)
    if picked:
        words.stylize("reverse", *picked)
    return Text.assemble((f"{paragraph.number or '·'}  ", "bold"), words)


def _same_length(text: str) -> str:
    """Nothing that would steer a terminal, each character in its place."""
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)


def margin(session: Session) -> Text:
    """Tags and notes on the paragraph."""
    shown = Text()
    keys = {name: key for key, name in session.keys.items()}
    for tagging in sorted(session.paragraph.taggings, key=lambda each: sorting(each.tag)):
        _line(shown)
        shown.append(f"#{for_terminal(tagging.tag)}", _style(session.colours.get(tagging.tag)))
        if tagging.tag in keys:
            shown.append(f" ({keys[tagging.tag]})")
        shown.append(_on(tagging.quote.exact if tagging.quote else ""))
        if tagging.coder != session.coder:
            shown.append(f" by {for_terminal(tagging.coder)}", "italic")
    for at, suggestion in enumerate(session.suggested):
        _line(shown)
        shown.append(f"? #{for_terminal(suggestion.tag)}", "italic")
        shown.append("  + accepts, ! rejects" if at == 0 else "")
    for note in session.paragraph.notes:
        _line(shown)
        private = ", private" if note.private else ""
        text = for_terminal(" ".join(note.text.split()))
        on = _on(note.quote.exact if note.quote else "")
        shown.append(f"✎ {for_terminal(note.by)}{private}{on}: {text}")
    return shown


def _line(shown: Text) -> None:
    if shown:
        shown.append("\n")


def _on(words: str) -> str:
    return f" “{for_terminal(' '.join(words.split()))}”" if words else ""


def _style(colour: Colour | None) -> str:
    if colour is None:
        return "bold"
    own = f"#{colour.own}" if colour.own else None
    return f"bold {own or (HUES[colour.hue] if colour.hue is not None else '')}".strip()


def codebook(session: Session, room: int, width: int) -> Text:
    """
    The tags with their keys, those on the paragraph marked.

    Where not all have room, those on the paragraph and those used lately are shown.
    """
    on = {each.tag for each in session.paragraph.taggings if each.coder == session.coder}
    keys = list(session.keys.items())
    if len(keys) > room:
        lately = {name: at for at, name in enumerate(session.lately)}
        keys.sort(key=lambda each: (each[1] not in on, lately.get(each[1], len(lately))))
    shown = Text(no_wrap=True, overflow="ellipsis")
    for key, name in sorted(keys[:room], key=lambda each: sorting(each[1])):
        _line(shown)
        shown.append(f"{key} ", "bold")
        mark, style = ("•", "bold") if name in on else (" ", "")
        shown.append(mark + _end(for_terminal(name), width - 3), style)
    if len(keys) > room:
        shown.append(f"\n  and {len(keys) - room} more: ?", "dim")
    elif not keys:
        shown.append(f"no tag has a key yet;\n{_FREE}", "dim")
    return shown


def _end(name: str, width: int) -> str:
    """A name, of a long one the end, which says most."""
    if cell_len(name) <= width:
        return name
    while cell_len(name) >= width:
        name = name[1:]
    return f"…{name}"


def status(session: Session) -> Text:
    """Where one is, and how much is left."""
    coded = f" · {session.left.coded:,} done" if session.left.coded else ""
    return Text(
        f"{for_terminal(session.paragraph.ref)} · {for_terminal(session.progress)}{coded}",
        "bold", no_wrap=True, overflow="ellipsis",
    )  # fmt: skip


def suggestions(names: Iterable[str], chosen: int, *, typed: str) -> Text:
    """The tags that may be meant, the chosen one marked; what is new is said."""
    shown = Text(no_wrap=True, overflow="ellipsis")
    for at, name in enumerate(names):
        _line(shown)
        shown.append(("▸ " if at == chosen else "  ") + for_terminal(name), _chosen(at == chosen))
    if typed:
        _line(shown)
        new = f"a new tag: {for_terminal(typed)}"
        shown.append(("▸ " if chosen < 0 else "  ") + new, _chosen(chosen < 0))
    return shown


def _chosen(is_chosen: bool) -> str:
    return "bold reverse" if is_chosen else ""


def help_text(session: Session) -> Text:
    """All keys."""
    shown = Text()
    for action in ACTIONS.values():
        _line(shown)
        shown.append(f"{action.key:>9}  ", "bold")
        shown.append(action.does)
    for key, name in session.keys.items():
        shown.append(f"\n{key:>9}  ", "bold")
        shown.append(f"#{for_terminal(name)}")
    return shown
