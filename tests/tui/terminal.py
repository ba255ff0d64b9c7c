"""A terminal of its own for a program, by tmux: real keys in, the screen as people see it out."""

import os
import shlex
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

__all__ = ["Terminal", "terminal"]

PATIENCE = 20  # seconds


class Terminal:
    """A session of a tmux server of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._socket = folder, folder / "tmux"

    def tmux(self, *words: str) -> str:
        """Call tmux."""
        command = ["tmux", "-S", str(self._socket), *words]
        return subprocess.run(command, capture_output=True, check=True, text=True).stdout

    def keys(self, *keys: str) -> None:
        """Type keys by their names in tmux."""
        self.tmux("send-keys", *keys)

    def words(self, words: str) -> None:
        """Type words, letter by letter."""
        self.tmux("send-keys", "-l", words)

    @property
    def screen(self) -> str:
        """What is on the screen."""
        return self.tmux("capture-pane", "-p")

    @property
    def process(self) -> int:
        """The process of the program."""
        shell = self.tmux("display-message", "-p", "#{pane_pid}").strip()
        return int(Path(f"/proc/{shell}/task/{shell}/children").read_text().split()[0])

    def paste(self, words: str, *, says_so: bool = True) -> None:
        """Paste words, as a terminal that says so does, or one that does not."""
        file = self._folder / "pasted"
        file.write_text(words)
        self.tmux("load-buffer", str(file))
        self.tmux("paste-buffer", *(["-p"] if says_so else []))

    def close(self) -> None:
        """Close the terminal under the program."""
        self.tmux("kill-session")

    def ended(self) -> int:
        """Wait until the program ends; its exit code, 128 and more where a signal ended it."""
        end = time.monotonic() + PATIENCE
        while not (self._folder / "code").exists() or not (self._folder / "code").read_text():
            assert time.monotonic() < end, self.screen
            time.sleep(0.05)
        return int((self._folder / "code").read_text())

    def shows(self, *words: str, but: str = "") -> str:
        """Wait until all of the words are on the screen, and `but` is not."""
        return self.until(lambda s: all(w in s for w in words) and (not but or but not in s))

    def until(self, holds: Callable[[str], bool]) -> str:
        """Wait for a screen; raises AssertionError with what is there instead."""
        end = time.monotonic() + PATIENCE
        while not holds(screen := self.screen):
            assert time.monotonic() < end, screen
            time.sleep(0.05)
        return screen


@contextmanager
def terminal(
    folder: Path, command: list[str], environment: Mapping[str, str], *,
    columns: int = 80, lines: int = 24,
) -> Iterator[Terminal]:  # fmt: skip
    """Run a command in a terminal, which stays for a while when it has ended."""
    held = Terminal(folder)
    passed = {**environment, "PATH": os.environ["PATH"]}
    setting = [f"{name}={value}" for name, value in passed.items()]
    line = shlex.join(["env", "-u", "COLUMNS", "-u", "LINES", *setting, *command])
    line = f"{line}; echo $? > {shlex.quote(str(folder / 'code'))}; exec sleep 600"
    (folder / "tmux.conf").write_text("set -g default-terminal screen\n")
    config = str(folder / "tmux.conf")
    held.tmux("-f", config, "new-session", "-d", "-x", str(columns), "-y", str(lines), line)
    try:
        yield held
    finally:
        with suppress(subprocess.CalledProcessError):  # it ended with its last session
            held.tmux("kill-server")
