"""
The file of rules: YAML, a mapping of names to rules or a list of rules that have a name.

All is read as the words it is written in (`NO` is no false, `1.10` no number). What is wrong
is said with the line on which it stands.
"""

import json
import re
from collections.abc import Iterator, Sequence

import yaml

from annotate.errors import BadInput
from annotate.model import ROLES
from annotate.text import clean
from annotate.text import rule as rules
from annotate.text.rule import Rule

__all__ = ["LARGEST", "opened", "read", "written"]

LARGEST = 1_000_000  # bytes
MOST = 10_000  # words of a rule
LONGEST = 100  # characters of a name
DEEPEST = 10  # lists in lists

_LISTS = {"tags", "tag", "words", "except", "roles", "role"}
_FLAGS = {"whole": "paragraphs, not words in them, get the tag", "case": "capitals count"}
_FIELDS = ("tag", "tags", "pattern", "words", "query", "except", "case", "whole", "roles")
_KINDS = ("pattern", "words", "query")
_TRUE, _FALSE = ("true", "yes", "on"), ("false", "no", "off")
_LOADER: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read(data: bytes, name: str) -> list[Rule]:
    """The rules in the bytes of a file; raises BadInput, which names it, the line and the rule."""
    if len(data) > LARGEST:
        raise BadInput(f"{name} has more than {LARGEST / 1e6:g} MB; rules are words and patterns")
    try:
        text = data.decode("utf-8-sig")
        _require_flat(text, name)
        node = yaml.compose(text, Loader=_LOADER)
    except UnicodeDecodeError as error:
        raise BadInput(f"{name} is not in UTF-8, as YAML is: {error}") from error
    except yaml.MarkedYAMLError as error:
        raise BadInput(_broken(name, error)) from error
    except (yaml.YAMLError, RecursionError) as error:
        told = clean.line(str(error).partition("\n")[0])
        raise BadInput(f"{name} is no YAML: {told}") from error
    if node is None:
        raise BadInput(f"{name} says no rule; one is like {_EXAMPLE}")
    reader = _Reader(name)
    found = list(reader.rules(node))
    reader.require_apart(found)
    return found


def _require_flat(text: str, name: str) -> None:
    """Raise BadInput for lists in lists: libyaml overflows the stack where they are very deep."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise BadInput(f"{name}, line {line}: this is too deep; a rule is like {_EXAMPLE}")


def opened(path: str) -> list[Rule]:
    """The rules in a file; raises as `read`, and BadInput where it cannot be read."""
    try:
        with open(path, "rb") as file:
            return read(file.read(LARGEST + 1), path)
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}") from error


_EXAMPLE = "isis: {tag: actor/isis, words: [ISIS, Daesh]}"


def _broken(name: str, error: yaml.MarkedYAMLError) -> str:
    mark = error.problem_mark or error.context_mark
    line = f", line {mark.line + 1}, character {mark.column + 1}" if mark else ""
    told = f"{name}{line}: this is no YAML: {clean.line(error.problem or str(error))}"
    if "escape character" in told or "unknown escape" in told:
        return f"{told}; patterns stand in 'single quotes', where a backslash is one"
    return told


class _Reader:
    def __init__(self, name: str) -> None:
        self._name = name

    def rules(self, node: yaml.Node) -> Iterator[Rule]:
        """The rules of a file."""
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                yield self._rule(self._text(key, "the name of a rule"), key, value)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                yield self._rule(None, value, value)
        else:
            raise self._wrong(node, f"it says no rule; one is like {_EXAMPLE}")

    def require_apart(self, found: Sequence[Rule]) -> None:
        """Raise BadInput for two rules of one name."""
        first: dict[str, Rule] = {}
        for rule in found:
            other = first.setdefault(rule.name, rule)
            if other is not rule:
                line = other.where.rpartition(", ")[2]
                raise rule.refused(f"{line} has a rule of that name; give each its own")

    def _rule(self, name: str | None, at: yaml.Node, node: yaml.Node) -> Rule:
        if not isinstance(node, yaml.MappingNode):
            told = f"rule {name!r} is like" if name else "a rule of a list has a name, and is like"
            raise self._wrong(at, f"{told} {_EXAMPLE}")
        fields = self._fields(node, name)
        if "name" in fields:
            if name is not None:
                raise self._wrong(fields["name"], f"rule {name!r} has its name before the colon")
            name = self._text(fields.pop("name"), "the name of a rule")
        if name is None:
            raise self._wrong(at, "a rule of a list says its name, like name: isis")
        return self._made(_name(name), f"{self._name}, line {_line(at)}", fields)

    def _fields(self, node: yaml.MappingNode, name: str | None) -> dict[str, yaml.Node]:
        fields: dict[str, yaml.Node] = {}
        for key, value in node.value:
            field = self._text(key, "a field")
            known = _FIELDS if name is not None else ("name", *_FIELDS)
            of = f"rule {name!r}" if name is not None else "the rule"
            if field not in {*known, "name", "role"}:
                raise self._wrong(
                    key, f"{of} has no field {field!r}; fields are {', '.join(known)}"
                )
            if field in fields:
                raise self._wrong(key, f"{of} says {field} twice")
            fields[field] = value
        return fields

    def _made(self, name: str, where: str, fields: dict[str, yaml.Node]) -> Rule:
        plain = Rule(name, (), where=where)
        said = {field: self._value(field, node) for field, node in fields.items()}
        for one, other in (("tag", "tags"), ("role", "roles")):
            if one in said and other in said:
                raise plain.refused(f"it says {one} and {other}; say one of them")
        tags = _several(said.get("tag", said.get("tags")))
        if not tags:
            raise plain.refused("it says no tag, like tag: actor/isis")
        kinds = [kind for kind in _KINDS if kind in said]
        if len(kinds) != 1:
            told = f"it says {' and '.join(kinds)}" if kinds else "it does not say what to look for"
            raise plain.refused(f"{told}; a rule says one of pattern, words and query")
        _require_fitting(plain, kinds[0], said)
        if kinds == ["words"] and not said["words"]:
            raise plain.refused("its list of words is empty; say some, like [ISIS, Daesh]")
        query, pattern = said.get("query"), said.get("pattern")
        definition = {
            "pattern": pattern, "words": list(_several(said.get("words"))), "query": query,
            "except": list(_several(said.get("except"))), "case": said.get("case"),
            "whole": said.get("whole"),
        }  # fmt: skip
        if ("roles" in said or "role" in said) and (roles := _roles(plain, said)):
            definition["roles"] = roles
        if pattern is not None and not str(pattern).strip():
            raise plain.refused("the pattern is empty; it is like 'human[- ]shields?'")
        kept = json.dumps({k: v for k, v in definition.items() if v}, ensure_ascii=False)
        return _checked(rules.of(name, tags, kept, where))

    def _value(self, field: str, node: yaml.Node) -> object:
        if field in _FLAGS:
            word = self._text(node, field).lower()
            if word not in (*_TRUE, *_FALSE):
                raise self._wrong(node, f"{field} is true ({_FLAGS[field]}) or false")
            return word in _TRUE
        if field in _LISTS and isinstance(node, yaml.SequenceNode):
            return tuple(self._text(each, f"each of {field}") for each in node.value)
        if field in _LISTS:
            return (self._text(node, field),)
        return self._text(node, field)

    def _text(self, node: yaml.Node, what: str) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self._wrong(node, f"{what} is text")
        return str(node.value)

    def _wrong(self, node: yaml.Node, told: str) -> BadInput:
        return BadInput(f"{self._name}, line {_line(node)}: {told}")


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _name(words: str) -> str:
    name = clean.line(words)
    if not name or len(name) > LONGEST:
        raise BadInput(f"the name of a rule has 1 to {LONGEST} characters, not {len(name)}")
    return name


def _several(said: object) -> tuple[str, ...]:
    return tuple(said) if isinstance(said, tuple) else ()


def _require_fitting(rule: Rule, kind: str, said: dict[str, object]) -> None:
    """Raise BadInput for fields that mean nothing beside the others."""
    if said.get("case") is not None and kind != "words":
        raise rule.refused("case is for words; a pattern has capitals, and (?i) lets them be any")
    if kind == "query" and "except" in said:
        raise rule.refused("except is for words and patterns; a query says NOT")
    if kind == "query" and said.get("whole") is False:
        raise rule.refused("a query tags whole paragraphs; words or a pattern tag words in them")


def _roles(rule: Rule, said: dict[str, object]) -> list[str]:
    """The roles that are said, all of them for `all`; none are those that are usual."""
    asked = _several(said.get("roles", said.get("role")))
    if asked == ("all",):
        return list(ROLES)
    for each in asked:
        if each not in ROLES:
            raise rule.refused(f"no role {each!r}; roles are {', '.join(ROLES)}, or all")
    if not asked:
        raise rule.refused(f"it says no role; roles are {', '.join(ROLES)}, or all")
    return [role for role in ROLES if role in asked]


def _checked(rule: Rule) -> Rule:
    """The rule; raises BadInput for what could never be found, or would be found everywhere."""
    if rule.pattern is not None:
        _require_pattern(rule, rule.pattern)
    if rule.kind == "query" and not (rule.query or "").strip():
        raise rule.refused("it looks for nothing: say a pattern, words, or a query")
    if len(rule.words) > MOST:
        raise rule.refused(f"it has {len(rule.words):,} words; {MOST:,} are the most")
    for each in (*rule.words, *rule.but):
        if not any(map(str.isprintable, each.replace("*", "").strip())):
            raise rule.refused(f"{each!r} among its words is none; say words, like [ISIS, Daesh]")
        if "*" in each.strip()[:-1]:
            raise rule.refused(
                f"{each!r}: a star stands at the end of a beginning alone, like massacr*;"
                " more is said by a pattern"
            )
    return rule


def _require_pattern(rule: Rule, pattern: str) -> None:
    if found := re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", pattern):
        meant = {"\x08": "\\b", "\x07": "\\a", "\x0c": "\\f", "\x0b": "\\v"}.get(found[0], "")
        told = f", as YAML makes of {meant} in double quotes" if meant else ""
        raise rule.refused(
            f"the pattern has a control character{told}; it stands in 'single quotes'"
        )
    try:
        made = rules.compiled(pattern)
    except BadInput as error:
        raise rule.refused(str(error)) from error
    if rule.whole and made.fullmatch(""):
        raise rule.refused("the pattern matches nothing at all, and so every paragraph")


def written(found: Sequence[Rule]) -> str:
    """Rules as a file of them."""
    said = {rule.name: {"tags": list(rule.tags), **json.loads(rule.definition)} for rule in found}
    return str(yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=100))
