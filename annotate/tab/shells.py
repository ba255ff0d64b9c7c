"""
How bash, zsh and fish ask what a word may become, and how they are told.

Each gives the line up to the cursor. bash parts words at `:` and `=` as well, and puts what it
is told in place of the last part only, as it stands: quoted, and without what is before.
"""

import re
from collections.abc import Iterable
from itertools import takewhile

from annotate.tab.shell_line import Line, Word

__all__ = ["SHELLS", "Shell"]

MORE = "…"  # beside words that have no beginning in common: else bash would take away letters

_BASH = """\
_annotate_completion() {
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
        _ANNOTATE_COMPLETE=bash_complete "${1/#\\~\\//$HOME/}" 2>/dev/null)
}

complete -o nosort -F _annotate_completion annotate
"""

_ZSH = """\
#compdef annotate

_annotate_completion() {
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
        _ANNOTATE_COMPLETE=zsh_complete ${~words[1]} 2>/dev/null)
    (( $#words_ )) && compadd -U -l -V words -d shown_ -a words_
    (( $#open_ )) && compadd -U -l -V open -S '' -d open_shown_ -a open_
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _annotate_completion "$@"
else
    compdef _annotate_completion annotate
fi
"""

_FISH = """\
function _annotate_completion
    set -l line (commandline -cp | string collect)
    for found in (env _ANNOTATE_COMPLETE=fish_complete COMP_LINE="$line" annotate 2>/dev/null)
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

complete --keep-order --no-files --command annotate --arguments "(_annotate_completion)"
"""


class Shell:
    """A shell: the script that it reads, and how it is told words."""

    script: str

    def told(self, line: Line, found: list[Word]) -> Iterable[str]:
        """The lines for these."""
        return (self.format(line, each) for each in found)

    def format(self, line: Line, word: Word) -> str:
        """The lines for one."""
        raise NotImplementedError


def _loses(line: Line, found: list[Word]) -> bool:
    """Whether the beginning that all have in common lacks what is typed."""
    if len(found) < 2:
        return False
    words = sorted(each.word.casefold() for each in found)
    shared = takewhile(lambda pair: pair[0] == pair[1], zip(words[0], words[-1], strict=False))
    return line.last.casefold() not in "".join(a for a, _ in shared)


class _Bash(Shell):
    script = _BASH

    def told(self, line: Line, found: list[Word]) -> Iterable[str]:
        """The lines for these, those that keep what bash takes for words before."""
        before = line.last[: line.done]
        kept = [each for each in found if each.word.casefold().startswith(before.casefold())]
        if _loses(line, kept):
            kept.append(Word(f"{before}{MORE}"))
        return super().told(line, kept)

    def format(self, line: Line, word: Word) -> str:
        """The sort and the word, quoted as the one being typed."""
        rest = word.word[line.done :]
        if line.quote == "'":
            return f"{word.sort}," + rest.replace("'", _IN_SINGLE)
        signs = r'(["\\$`])' if line.quote else r"""([\s"'\\$`!&;|<>()*?\[\]{}#~^])"""
        return f"{word.sort},{re.sub(signs, _ESCAPED, rest)}"


class _Zsh(Shell):
    script = _ZSH

    def told(self, line: Line, found: list[Word]) -> Iterable[str]:
        """The lines for these, led by that none is to be put in where letters would go."""
        stay = ["stay\n\n"] if _loses(line, found) else []
        return [*stay, *super().told(line, found)]

    def format(self, line: Line, word: Word) -> str:
        """The sort, the word and what it stands for, a line each."""
        return f"{word.sort}\n{word.word}\n{word.says}"


class _Fish(Shell):
    script = _FISH

    def format(self, line: Line, word: Word) -> str:
        """The sort, the word and what it stands for."""
        return f"{word.sort},{word.word}" + (f"\t{word.says}" if word.says else "")


_IN_SINGLE = r"'\''"
_ESCAPED = r"\\\1"
SHELLS: dict[str, Shell] = {"bash": _Bash(), "zsh": _Zsh(), "fish": _Fish()}
