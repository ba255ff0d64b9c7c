"""
The screen: the paragraph in the middle, the codebook beside it, tags and notes under it.

Keys do what `annotate.coding.actions` says, by the session; the screen only asks for words.
"""

import asyncio
import time
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from annotate.coding.actions import ACTIONS, BACK, NEXT, SHOW
from annotate.coding.doing import do
from annotate.coding.pace import GLANCE, LEFT_OUT, MOMENT, PASTED, SEVERAL, Pace
from annotate.coding.picking import Picked
from annotate.coding.session import Session
from annotate.coding.typing import Names
from annotate.corpus.trouble import SYMPTOMS
from annotate.errors import AnnotateError
from annotate.text.clean import line
from annotate.tui import leaving, showing
from annotate.tui.agreed import agreed
from annotate.tui.typed_line import Line

__all__ = ["Coding"]

LOOKED = 1.0  # seconds, after which it is looked what others did
_NAMING = ("t", "-")  # keys that ask for a tag
_HINT = "Enter next · t tag · v words · n note · u undo · ? all keys · q end"
_SHORT_HINT = "Enter next · t tag · n note · ? all keys · q end"
_PICKING = "arrows or letters move · Space holds the first word · Enter takes · Esc leaves"


class Coding(App[BaseException]):
    """A session in full screen; its result is what ended it but the user: a signal, or a bug."""

    AUTO_FOCUS = None
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Screen { layout: vertical; }
    #status { height: 1; padding: 0 1; }
    #told { height: auto; max-height: 5; padding: 0 1; }
    #status { background: $panel; }
    #middle { height: 1fr; }
    #page { width: 1fr; }
    #scroll { height: 1fr; padding: 0 1; }
    #margin { max-height: 40%; height: auto; padding: 0 1; border-top: solid $panel; }
    #codebook { height: 1fr; padding: 0 1; border-left: solid $panel; }
    #likely, #line { height: auto; padding: 0 1; display: none; }
    """
    BINDINGS: ClassVar = []

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._asking = ""  # the key whose words are being typed
        self._line = Line()
        self._names = Names(())
        self._picking: Picked | None = None
        self._likely: list[str] = []
        self._chosen = 0
        self._pace = Pace()
        self._is_help = self._is_whole = False

    def compose(self) -> ComposeResult:
        """The parts of the screen."""
        yield Static(id="status")
        with Horizontal(id="middle"):
            with Vertical(id="page"):
                with VerticalScroll(id="scroll", can_focus=False):
                    yield Static(id="reading")
                yield Static(id="margin")
            yield Static(id="codebook")
        yield Static(id="likely")
        yield Static(id="line")
        yield Static(id="told", markup=False)  # what is told has brackets of its own

    def on_mount(self) -> None:
        """Show the first paragraph; look now and then what another session did."""
        self.show_all()
        self._tell("")
        self.set_interval(LOOKED, self._look)
        if not self.is_headless:
            leaving.on_signals(self.exit)
            leaving.with_terminal(self.exit)

    def on_resize(self) -> None:
        """All that depends on the size."""
        self.show_all()

    # showing

    def show_all(self) -> None:
        """The paragraph, its margin and the codebook as they are now."""
        session, picked = self.session, self._picking
        self._static("status").update(showing.status(session))
        self._static("reading").update(
            showing.help_text(session)
            if self._is_help
            else showing.margin(session)
            if self._is_whole
            else self._reading(picked.span if picked else session.picked)
        )
        margin = showing.margin(session)
        self._static("margin").update(margin)
        self._static("margin").display = bool(margin) and not (self._is_help or self._is_whole)
        beside = self._beside
        self._static("codebook").styles.width = beside
        self._static("codebook").update(
            showing.codebook(session, max(3, self.size.height - 4), beside - 3)
        )
        if picked:
            self.call_after_refresh(self._bring, picked)

    @property
    def _beside(self) -> int:
        """How wide the codebook is."""
        return max(20, min(40, self.size.width * 3 // 10))

    def _reading(self, picked: tuple[int, int] | None) -> Text:
        room = (self.size.width - self._beside) * self.size.height
        return showing.reading(self.session, picked, room)

    def _bring(self, picked: Picked) -> None:
        """Scroll to the word that was moved to."""
        scroll = self.query_one("#scroll", VerticalScroll)
        text = self._reading(picked.span)
        line = showing.line_of_picked(
            text, self._static("reading").size.width, at_end=picked.last >= picked.first
        )
        top, height = scroll.scroll_offset.y, scroll.size.height
        if not top < line < top + height - 1:
            scroll.scroll_to(y=max(0, line - height // 2), animate=False)

    def _static(self, name: str) -> Static:
        return self.query_one(f"#{name}", Static)

    def _tell(self, words: str) -> None:
        hint = _HINT if len(_HINT) < self.size.width else _SHORT_HINT
        self._static("told").update(agreed(words) or hint)

    def _look(self) -> None:
        try:
            if not (self._asking or self._picking) and self.session.has_changed():
                self.session.refresh()
                self.show_all()
        except AnnotateError as error:
            self._tell(str(error))
        except SYMPTOMS as error:
            self.exit(error)

    # keys

    async def on_key(self, event: events.Key) -> None:
        """Every key, in the order in which they come."""
        event.stop()
        event.prevent_default()
        was_pasting = self._pace.is_pasting
        if not was_pasting:
            await self._all_come(event.time)
            if not self.is_running:
                return
        if self._pace.is_pasted(event.time, time.monotonic(), self.message_queue_size):
            if not was_pasting:
                self._tell(LEFT_OUT)
            return
        try:
            self._take_key(event)
        except SYMPTOMS as error:
            self.exit(error)

    async def _all_come(self, at: float) -> None:
        """Wait until no more keys come behind this one, or so many that they are pasted."""
        is_first = self._pace.is_first(at)
        if is_first:
            await asyncio.sleep(GLANCE)
        before = 0 if is_first else SEVERAL - 1
        while before < self.message_queue_size <= PASTED:
            before = self.message_queue_size
            await asyncio.sleep(MOMENT)

    def _take_key(self, event: events.Key) -> None:
        if event.key == "ctrl+z":
            self.action_suspend_process()
        elif event.key == "ctrl+c" and not (self._asking or self._picking):
            self.exit()
        elif self._asking:
            self._while_asking(event)
        elif self._picking:
            self._while_picking(event)
        else:
            self._act(event)

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted is words, where some are asked for, and no series of keys."""
        if self._asking:
            self._typed(self._line.typed(line(event.text)))
        else:
            self._tell("nothing is typed now: what was pasted is left out; n or t asks for words")

    def _act(self, event: events.Key) -> None:
        key = event.key if event.key in (NEXT, BACK) else event.character or ""
        if event.key in ("pageup", "pagedown", "up", "down", "home", "end"):
            self._scroll(event.key)
        elif self._is_help or self._is_whole:
            self._is_help = self._is_whole = False
            self.show_all()
            self._tell("")
        elif key == "q":
            self.exit()
        elif key == "?":
            self._is_help = True
            self.show_all()
            self._tell("any key goes back")
        elif event.key == SHOW:
            self._is_whole = True
            self.show_all()
            self._tell("any key goes back")
        elif key == "v":
            self._pick()
        elif key in ACTIONS and ACTIONS[key].asks:
            self._ask(key)
        elif (
            key
            and (key in (NEXT, BACK) or key.isprintable())
            and not self._pace.is_held(key, event.time)
        ):
            self._do(key)

    def _do(self, key: str, words: str = "") -> None:
        """What a key says; words that something is wrong with are there to be mended."""
        at = self.session.paragraph.id
        try:
            told = do(self.session, key, words)
        except AnnotateError as error:
            told = str(error)
            if words:
                self._ask(key, words)
        if self.session.paragraph.id != at:
            self.query_one("#scroll", VerticalScroll).scroll_home(animate=False)
        self._tell(told)
        self.show_all()

    def _scroll(self, key: str) -> None:
        scroll = self.query_one("#scroll", VerticalScroll)
        {
            "pageup": scroll.scroll_page_up, "pagedown": scroll.scroll_page_down,
            "up": scroll.scroll_up, "down": scroll.scroll_down,
            "home": scroll.scroll_home, "end": scroll.scroll_end,
        }[key](animate=False)  # fmt: skip

    # words that an action asks for

    def _ask(self, key: str, words: str = "") -> None:
        self._asking = key
        self._static("line").display = True
        self._static("likely").display = key in _NAMING
        on = {each.tag for each in self.session.paragraph.taggings}
        self._names = self.session.names() if key == "t" else Names(on)
        self._typed(Line(ACTIONS[key].asks).typed(words))
        self._tell("Enter takes it · Esc leaves")

    def _typed(self, now: Line) -> None:
        """The line is another: look what is meant."""
        self._line = now
        self._static("line").update(now.shown(self.size.width - 2))
        if self._asking in _NAMING:
            self._likely, is_meant = self._names.like(now.text)
            self._chosen = 0 if is_meant or (self._asking == "-" and self._likely) else -1
            self._show_likely()

    def _show_likely(self) -> None:
        typed = line(self._line.text) if self._asking == "t" else ""
        is_new = bool(typed) and self._names.exact(typed) is None
        new = typed if is_new else ""
        self._static("likely").update(showing.suggestions(self._likely, self._chosen, typed=new))

    def _while_asking(self, event: events.Key) -> None:
        if event.key in ("escape", "ctrl+c"):
            self._close_line()
            self._tell("")
        elif event.key.startswith("alt+"):  # as a terminal says Esc and a key that comes soon
            self._close_line()
            self._act(event)
        elif event.key == NEXT:
            self._take()
        elif event.key in ("up", "down") and self._asking in _NAMING:
            self._choose(1 if event.key == "down" else -1)
        elif event.is_printable and event.character:
            self._typed(self._line.typed(event.character))
        else:
            self._typed(self._line.edited(event.key))

    def _choose(self, step: int) -> None:
        """Another of the likely tags; above them is the new one."""
        lowest = -1 if self._asking == "t" else 0
        if count := len(self._likely) - lowest:
            self._chosen = (self._chosen - lowest + step) % count + lowest
        self._show_likely()

    def _take(self) -> None:
        """The words are there."""
        key, words = self._asking, self._line.text
        if key in _NAMING and self._chosen >= 0 and self._likely:
            words = self._likely[self._chosen]
        self._close_line()
        if words.strip() or key == "/":
            self._do(key, words)
        else:
            self._tell("")

    def _close_line(self) -> None:
        self._asking = ""
        self._static("line").display = self._static("likely").display = False

    # picking words

    def _pick(self) -> None:
        self._picking = Picked.of(self.session.paragraph.text)
        if self._picking:
            self._tell(_PICKING)
            self.show_all()

    def _while_picking(self, event: events.Key) -> None:
        picked = self._picking
        assert picked is not None
        if event.key in ("escape", "ctrl+c"):
            self._picking = None
            self._tell("")
        elif event.key == NEXT:
            self._picking = None
            self._tell(self.session.pick(*picked.span))
        elif found := picked.after(event.key, event.character or ""):
            self._picking = found
        else:
            self._tell(f"no word begins with “{picked.sought}{event.character}”")
        self.show_all()
