"""
How fast keys come: what no hand types is held down, or pasted.
"""

__all__ = ["GLANCE", "LEFT_OUT", "MOMENT", "PASTED", "PAUSE", "SEVERAL", "Pace"]

HELD = 0.08  # seconds: a key that comes again sooner is held down
SEVERAL = 8  # keys that wait: there may be more than one sees
MOMENT = 0.03  # seconds in which these come
GLANCE = 0.003  # seconds in which a second key comes, of keys that are pasted
PASTED = 100  # keys that wait: more than that nobody types while another writer is waited for
FASTEST = 300  # keys a second, of programs that type
PAUSE = 0.5  # seconds without a key, after which what was pasted is over
LEFT_OUT = f"more than {PASTED} keys at once are pasted, not typed: they are left out"
_ONCE = "xesuU"  # keys that would do the same to what follows


class Pace:
    """The keys so far; all times are those at which keys came, whenever they are taken."""

    def __init__(self) -> None:
        self._before = ("", 0.0)
        self._at = 0.0
        self.is_pasting = False

    def is_first(self, at: float) -> bool:
        """Whether no key came for a while, so that more may be on their way behind it."""
        return at - self._at > HELD

    def is_held(self, key: str, at: float) -> bool:
        """Whether it is the key before, held down, and would do the same to what follows."""
        before, self._before = self._before, (key, at)
        return key in _ONCE and before[0] == key and at - before[1] < HELD

    def is_pasted(self, at: float, now: float, waiting: int) -> bool:
        """
        Whether a key is one of so many that a terminal pasted them without saying so.

        `waiting` have come since. The first line break in them would take what is typed, and
        the rest would be keys.
        """
        before, self._at = self._at, at
        if waiting > max(PASTED, FASTEST * (now - at)):
            self.is_pasting = True
        elif at - before > PAUSE and waiting < SEVERAL:
            self.is_pasting = False
        return self.is_pasting
