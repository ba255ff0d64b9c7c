"""
How bash, zsh and fish ask what a word may become, and how they are told.

Each gives the line up to the cursor. bash parts words at `:` and `=` as well, and puts what it
is told in place of the last part only, as it stands: quoted, and without what is before.
"""

import os
import re
from collections.abc import Iterable
from itertools import takewhile
from typing import NamedTuple

import click
from click.shell_completion import CompletionItem, ShellComplete, add_completion_class

from annotate.cli.completing import VARIABLE
from annotate.corpus.trouble import SYMPTOMS
from annotate.errors import AnnotateError

__all__ = ["SHELLS", "Line", "ready", "script"]

MORE = "…"  # beside words that have no beginning in common: else bash would take away letters

_BASH = """\
%(complete_func)s() {
    local kind value
    COMPREPLY=()
    while IFS=, read -r kind value; do
        case $kind in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            open) compopt -o nospace; COMPREPLY+=("$value") ;;
            plain) COMPREPLY+=("$value") ;;
        esac
    done < <(COMP_LINE="${COMP_LINE:0:COMP_POINT}" COMP_WORDBREAKS="$COMP_WORDBREAKS" \\
        %(complete_var)s=bash_complete "${1/#\\~\\//$HOME/}" 2>/dev/null)
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""

_ZSH = """\
#compdef %(prog_name)s

%(complete_func)s() {
    local kind value says typed=$PREFIX
    local -a words_ shown_ open_ open_shown_
    [[ -n $compstate[quote] ]] && typed=${(q)PREFIX}
    while IFS= read -r kind && IFS= read -r value && IFS= read -r says; do
        case $kind in
            dir) _path_files -/ ;;
            file) _path_files ;;
            stay) compstate[insert]= compstate[list]=list ;;
            open) open_+=("$value") open_shown_+=("$value${says:+  -- $says}") ;;
            plain) words_+=("$value") shown_+=("$value${says:+  -- $says}") ;;
        esac
    done < <(COMP_LINE="${(j: :)words[1,CURRENT-1]} $typed" \\
        %(complete_var)s=zsh_complete ${~words[1]} 2>/dev/null)
    (( $#words_ )) && compadd -U -l -V words -d shown_ -a words_
    (( $#open_ )) && compadd -U -l -V open -S '' -d open_shown_ -a open_
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    compdef %(complete_func)s %(prog_name)s
fi
"""

_FISH = """\
function %(complete_func)s
    set -l line (commandline -cp | string collect)
    for found in (env %(complete_var)s=fish_complete COMP_LINE="$line" %(prog_name)s 2>/dev/null)
        set -l parts (string split -m 1 , -- $found)
        switch $parts[1]
            case dir
                __fish_complete_directories (commandline -ct)
            case file
                __fish_complete_path (commandline -ct)
            case open plain
                echo $parts[2]
        end
    end
end

complete --keep-order --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""


class Line(NamedTuple):
    """What is typed so far: whole words, the last one, and how the shell sees that."""

    words: list[str]
    last: str
    quote: str = ""  # that is open
    done: int = 0  # characters of the last word that bash takes for words before it

    @classmethod
    def of(cls, line: str, breaks: str = "") -> "Line":
        """Take a line apart as the shells do."""
        words, last, quote, done, is_word = list[str](), "", "", 0, False
        signs = iter(line)
        for sign in signs:
            if sign == quote:
                quote = ""
            elif sign == "\\" and quote != "'":
                last += next(signs, "")
            elif quote:
                last += sign
            elif sign in "\"'":
                quote, done = sign, len(last)
            elif sign.isspace():
                words += [last] if is_word else []
                last, done, is_word = "", 0, False
                continue
            else:
                last += sign
                done = len(last) if sign in breaks else done
            is_word = True
        return cls(words, last, quote, done)


class _Quiet(ShellComplete):
    """Tells nothing where nothing can be found: no database, a damaged one, a wrong command."""

    line: Line

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one being typed, and that."""
        self.line = Line.of(os.environ["COMP_LINE"], os.environ.get("COMP_WORDBREAKS", ""))
        return self.line.words[1:], self.line.last

    def complete(self) -> str:
        """What the shell is told."""
        args, typed = self.get_completion_args()
        try:
            found = self.get_completions(args, typed)
        except (click.ClickException, AnnotateError, OSError, *SYMPTOMS):
            return ""
        option = typed[: typed.find("=") + 1] if typed.startswith("--") else ""
        whole = [
            CompletionItem(f"{option}{each.value}", each.type, each.help)
            for each in found
            if each.value.isprintable()
        ]
        return "\n".join(self.told(whole))

    def told(self, found: list[CompletionItem]) -> Iterable[str]:
        """The lines for these."""
        return map(self.format_completion, found)

    def loses(self, found: list[CompletionItem]) -> bool:
        """Whether the beginning that all have in common lacks what is typed."""
        if len(found) < 2:
            return False
        words = sorted(each.value.casefold() for each in found)
        shared = takewhile(lambda pair: pair[0] == pair[1], zip(words[0], words[-1], strict=False))
        return self.line.last.casefold() not in "".join(a for a, _ in shared)


class _Bash(_Quiet):
    name = "bash"
    source_template = _BASH

    def told(self, found: list[CompletionItem]) -> Iterable[str]:
        """The lines for these, those that keep what bash takes for words before."""
        before = self.line.last[: self.line.done]
        kept = [each for each in found if each.value.casefold().startswith(before.casefold())]
        if self.loses(kept):
            kept.append(CompletionItem(f"{before}{MORE}"))
        return map(self.format_completion, kept)

    def format_completion(self, item: CompletionItem) -> str:
        """The type and the word, quoted as the one being typed."""
        word: str = item.value[self.line.done :]
        if self.line.quote == "'":
            return f"{item.type}," + word.replace("'", _IN_SINGLE)
        signs = r'(["\\$`])' if self.line.quote else r"""([\s"'\\$`!&;|<>()*?\[\]{}#~^])"""
        return f"{item.type},{re.sub(signs, _ESCAPED, word)}"


class _Zsh(_Quiet):
    name = "zsh"
    source_template = _ZSH

    def told(self, found: list[CompletionItem]) -> Iterable[str]:
        """The lines for these, led by that none is to be put in where letters would go."""
        stay = ["stay\n\n"] if self.loses(found) else []
        return [*stay, *map(self.format_completion, found)]

    def format_completion(self, item: CompletionItem) -> str:
        """The type, the word and what it stands for, a line each."""
        return f"{item.type}\n{item.value}\n{item.help or ''}"


class _Fish(_Quiet):
    name = "fish"
    source_template = _FISH

    def format_completion(self, item: CompletionItem) -> str:
        """The type, the word and what it stands for."""
        return f"{item.type},{item.value}" + (f"\t{item.help}" if item.help else "")


_IN_SINGLE = r"'\''"
_ESCAPED = r"\\\1"
_CLASSES = {each.name: each for each in (_Bash, _Zsh, _Fish)}
SHELLS = tuple(_CLASSES)


def ready() -> None:
    """Have click ask these."""
    for each in _CLASSES.values():
        add_completion_class(each)


def script(shell: str, command: click.Command) -> str:
    """What a shell reads to complete the command."""
    source: str = _CLASSES[shell](command, {}, "annotate", VARIABLE).source()
    return source
