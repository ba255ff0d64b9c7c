"""
What the screen shows, as styled text: the paragraph in its context, its margin, the codebook.

Nothing depends on colour: what is picked is reversed, what is read is underlined.
"""

from collections.abc import Iterable

from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.text import Text

from annotate.coding.actions import ACTIONS
from annotate.coding.session import Session
from annotate.corpus.hues import Colour
from annotate.model import Note, Paragraph, Tagging
from annotate.text.tag_names import sorting
from annotate.tui.agreed import Shown, agreed, tail

__all__ = ["codebook", "help_text", "line_of_picked", "margin", "reading", "status", "suggestions"]

# of the site's dark scheme, web/static/site.css
HUES = (
    "#feac9f", "#02b19a", "#f99ff4", "#8fa420", "#adc2fe", "#da7e21",
    "#0fdcf5", "#e06c96", "#77df8d", "#a681e7", "#ebbe3a", "#11a3ea",
)  # fmt: skip
ASIDE = 200  # cells of a neighbour that are shown, at most
_FREE = "`t` names a tag"


def reading(session: Session, picked: tuple[int, int] | None, room: int) -> Text:
    """The paragraph between its neighbours, so that it is in sight where there are `room` cells."""
    shown = Text()
    for before in session.before[-1:]:
        shown.append(f"{_beside(before, -min(ASIDE, room // 6))}\n\n", "dim")
    shown.append_text(_paragraph(session.paragraph, picked))
    for behind in session.behind:
        shown.append(f"\n\n{_beside(behind, ASIDE)}", "dim")
    return shown


def line_of_picked(text: Text, width: int, *, at_end: bool) -> int:
    """In which line of the text, so wide, the picked words begin or end."""
    spans = ((each.start, each.end) for each in text.spans if each.style == "reverse")
    start, end = next(spans, (0, 0))  # a selector that stands alone shows as nothing
    before = text[: end if at_end else start + 1]
    return len(before.wrap(Console(width=width), max(1, width))) - 1


def _beside(paragraph: Paragraph, cells: int) -> str:
    """So much of a neighbour: of its end, where that is below 0."""
    text = agreed(" ".join(paragraph.text.split()))
    if cells < 0:
        text = _end(text, -cells)
    elif cell_len(text) > cells:
        text = f"{chop_cells(text[:cells], cells - 1)[0]}…"
    return f"{paragraph.number}  {text}" if paragraph.number else text


def _paragraph(paragraph: Paragraph, picked: tuple[int, int] | None) -> Text:
    """The words themselves; the quotes in it that are tagged or noted are underlined."""
    shown = Shown(paragraph.text)
    words = Text(shown.text)
    annotations: tuple[Tagging | Note, ...] = (*paragraph.taggings, *paragraph.notes)
    for each in annotations:
        if each.quote and each.gone is None:
            words.stylize("underline", *map(shown.place, (each.quote.start, each.quote.end)))
    if picked:
        words.stylize("reverse", *map(shown.place, picked))
    return Text.assemble((f"{paragraph.number or '·'}  ", "bold"), words)


def margin(session: Session) -> Text:
    """Tags and notes on the paragraph."""
    shown = Text()
    keys = {name: key for key, name in session.keys.items()}
    for tagging in sorted(session.paragraph.taggings, key=lambda each: sorting(each.tag)):
        _line(shown)
        shown.append(f"#{agreed(tagging.tag)}", _style(session.colours.get(tagging.tag)))
        if tagging.tag in keys:
            shown.append(f" ({keys[tagging.tag]})")
        shown.append(_on(tagging.quote.exact if tagging.quote else ""))
        if tagging.coder != session.coder:
            shown.append(f" by {agreed(tagging.coder)}", "italic")
    for at, suggestion in enumerate(session.suggested):
        _line(shown)
        shown.append(f"? #{agreed(suggestion.tag)}", "italic")
        shown.append("  + accepts, ! rejects" if at == 0 else "")
    for note in session.paragraph.notes:
        _line(shown)
        private = ", private" if note.private else ""
        text = agreed(" ".join(note.text.split()))
        on = _on(note.quote.exact if note.quote else "")
        shown.append(f"✎ {agreed(note.by)}{private}{on}: {text}")
    return shown


def _line(shown: Text) -> None:
    if shown:
        shown.append("\n")


def _on(words: str) -> str:
    return f" “{agreed(' '.join(words.split()))}”" if words else ""


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
        shown.append(mark + _end(agreed(name), width - 3), style)
    if len(keys) > room:
        shown.append(f"\n  and {len(keys) - room} more: ?", "dim")
    elif not keys:
        shown.append(f"no tag has a key yet;\n{_FREE}", "dim")
    return shown


def _end(text: str, cells: int) -> str:
    """A text, of a long one the end: of a name it says most."""
    return text if cell_len(text) <= cells else f"…{tail(text, cells - 1)}"


def status(session: Session) -> Text:
    """Where one is, and how much is left."""
    coded = f" · {session.left.coded:,} done" if session.left.coded else ""
    return Text(
        f"{agreed(session.paragraph.ref)} · {agreed(session.progress)}{coded}",
        "bold", no_wrap=True, overflow="ellipsis",
    )  # fmt: skip


def suggestions(names: Iterable[str], chosen: int, *, typed: str) -> Text:
    """The tags that may be meant, the chosen one marked; what is new is said."""
    shown = Text(no_wrap=True, overflow="ellipsis")
    for at, name in enumerate(names):
        _line(shown)
        shown.append(("▸ " if at == chosen else "  ") + agreed(name), _chosen(at == chosen))
    if typed:
        _line(shown)
        new = f"a new tag: {agreed(typed)}"
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
        shown.append(f"#{agreed(name)}")
    return shown
