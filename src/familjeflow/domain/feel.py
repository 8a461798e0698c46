"""Conditions of a form: a small part of FEEL (DMN 1.5, clause 10.3.1), read by a grammar, never run as code.

    condition  = "=", disjunction ;
    disjunction = conjunction, { "or", conjunction } ;
    conjunction = comparison, { "and", comparison } ;
    comparison = value, [ ( "=" | "!=" | "<" | "<=" | ">" | ">=" ), value ] ;
    value      = "(", disjunction, ")" | "not", "(", disjunction, ")"
               | "list contains", "(", disjunction, ",", disjunction, ")"
               | "true" | "false" | "null" | number | string | name ;
    number     = [ "-" ], digits, [ ".", digits ] ;
    string     = '"', { character | '\"' | '\\' }, '"' ;
    name       = letter or "_", { letter | digit | "_" } ;      (A to Z, a to z; the key of a field)

Evaluation is total. A name that is not known is null; null is equal to null and unequal to all else; any
other comparison of two kinds is false, and so are `and`, `or` and `not` of what is no truth value.
"""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

MAX_LENGTH = 500
"""Characters of a condition, the first equals sign included."""
MAX_DEPTH = 20

_Value = object
_Scope = Mapping[str, _Value]
_Meaning = Callable[[_Scope], _Value]

_TOKEN = re.compile(
    r'\s*(?:(?P<string>"(?:[^"\\]|\\["\\])*")|(?P<number>-?\d+(?:\.\d+)?)'
    r"|(?P<call>list\s+contains\b|not\b(?=\s*\())|(?P<word>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<sign><=|>=|!=|[=<>(),]))"
)
_CONSTANTS: Mapping[str, _Value] = {"true": True, "false": False, "null": None}
_JOINING = frozenset({"and", "or"})


class FeelError(ValueError):
    """A condition that does not follow the grammar. `code` is a slug, `position` counts characters from 0."""

    def __init__(self, code: str, position: int) -> None:
        super().__init__(f"{code} at {position}")
        self.code = code
        self.position = position


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as it was written, with the names it asks for. Two are equal when written alike."""

    text: str
    names: frozenset[str]

    def holds(self, answers: _Scope) -> bool:
        """Whether the condition is true of these answers; anything else than true is false."""
        return _meaning(self.text)[0](answers) is True


def parse(text: str) -> Condition:
    """The condition, which begins with an equals sign. Raises FeelError."""
    return Condition(text, _meaning(text)[1])


@lru_cache(maxsize=1000)
def _meaning(text: str) -> tuple[_Meaning, frozenset[str]]:
    """The parsed condition, remembered: a form asks the same few conditions at every key press."""
    reader = _Reader(text)
    return reader.whole(), frozenset(reader.names)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    position: int


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    position = 1
    while text[position:].strip():
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            raise FeelError("feel_character", position)
        kind = match.lastgroup
        found.append(_Token(kind, match[kind], match.start(kind)))
        position = match.end()
    return [*found, _Token("end", "", len(text))]


class _Reader:
    """Recursive descent: one method for each rule of the grammar."""

    def __init__(self, text: str) -> None:
        if len(text) > MAX_LENGTH:
            raise FeelError("feel_too_long", MAX_LENGTH)
        if not text.startswith("="):
            raise FeelError("feel_no_equals", 0)
        self._left = _tokens(text)[::-1]
        self._depth = 0
        self.names: set[str] = set()

    def whole(self) -> _Meaning:
        """The condition, with nothing after it."""
        found = self._disjunction()
        self._take("end", "")
        return found

    def _next(self) -> _Token:
        return self._left[-1]

    def _take(self, kind: str, text: str) -> None:
        token = self._left.pop()
        if token.kind != kind or token.text != text:
            raise FeelError("feel_grammar", token.position)

    def _disjunction(self) -> _Meaning:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise FeelError("feel_too_deep", self._next().position)
        found = self._joined("or", self._conjunction, _either)
        self._depth -= 1
        return found

    def _conjunction(self) -> _Meaning:
        return self._joined("and", self._comparison, _both)

    def _joined(
        self, word: str, part: Callable[[], _Meaning], join: Callable[[list[_Meaning]], _Meaning]
    ) -> _Meaning:
        parts = [part()]
        while self._next().kind == "word" and self._next().text == word:
            self._left.pop()
            parts.append(part())
        return parts[0] if len(parts) == 1 else join(parts)

    def _comparison(self) -> _Meaning:
        left = self._value()
        sign = self._next()
        if sign.kind != "sign" or sign.text not in _COMPARE:
            return left
        self._left.pop()
        return _compared(left, _COMPARE[sign.text], self._value())

    def _value(self) -> _Meaning:
        token = self._next()
        if token.kind == "sign" and token.text == "(":
            return self._within(1)[0]
        self._left.pop()
        if token.kind == "call":
            return _not(self._within(1)[0]) if token.text == "not" else _contains(*self._within(2))
        if token.kind == "string":
            return _constant(re.sub(r"\\(.)", r"\1", token.text[1:-1]))
        if token.kind == "number":
            return _constant(float(token.text))
        if token.kind != "word" or token.text in _JOINING:
            raise FeelError("feel_grammar", token.position)
        if token.text in _CONSTANTS:
            return _constant(_CONSTANTS[token.text])
        self.names.add(token.text)
        return _name(token.text)

    def _within(self, count: int) -> list[_Meaning]:
        """As many values as `count`, in brackets."""
        self._take("sign", "(")
        found = [self._disjunction()]
        while len(found) < count:
            self._take("sign", ",")
            found.append(self._disjunction())
        self._take("sign", ")")
        return found


def _constant(value: _Value) -> _Meaning:
    return lambda _scope: value


def _name(name: str) -> _Meaning:
    return lambda scope: scope.get(name)


def _both(parts: list[_Meaning]) -> _Meaning:
    return lambda scope: all(part(scope) is True for part in parts)


def _either(parts: list[_Meaning]) -> _Meaning:
    return lambda scope: any(part(scope) is True for part in parts)


def _not(part: _Meaning) -> _Meaning:
    return lambda scope: part(scope) is False


def _contains(whole: _Meaning, part: _Meaning) -> _Meaning:
    def found(scope: _Scope) -> bool:
        values, wanted = whole(scope), part(scope)
        return isinstance(values, list | tuple) and any(_equal(value, wanted) for value in values)

    return found


def _compared(left: _Meaning, compare: Callable[[_Value, _Value], bool], right: _Meaning) -> _Meaning:
    return lambda scope: compare(left(scope), right(scope))


def _kind(value: _Value) -> str:
    """The FEEL type: a truth value is no number, though Python's is."""
    if isinstance(value, bool):
        return "boolean"
    return "number" if isinstance(value, int | float) else type(value).__name__


def _equal(left: _Value, right: _Value) -> bool:
    return _kind(left) == _kind(right) and left == right


def _unequal(left: _Value, right: _Value) -> bool:
    return (left is None or right is None or _kind(left) == _kind(right)) and left != right


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[_Value, _Value], bool]:
    """Numbers by size and strings by character, so that dates as ISO text come in order."""

    def ordered(left: _Value, right: _Value) -> bool:
        return _kind(left) == _kind(right) in ("number", "str") and compare(left, right)

    return ordered


_COMPARE: Mapping[str, Callable[[_Value, _Value], bool]] = {
    "=": _equal,
    "!=": _unequal,
    "<": _ordered(operator.lt),
    "<=": _ordered(operator.le),
    ">": _ordered(operator.gt),
    ">=": _ordered(operator.ge),
}
