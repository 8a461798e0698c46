"""A table of a TOML file, read strictly: every key has one type, an unknown key is an error."""

import re
import tomllib
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from familjeflow.formats import plain_values, text_source, toml_lines
from familjeflow.formats.errors import FormatError

SLUG = re.compile(r"[a-z][a-z0-9_]{0,59}")


def load(data: bytes, file: str) -> "Table":
    """The whole file as one table.

    Raises FormatError("not_toml") with the line where it breaks, and what `plain_values` finds in it.
    """
    text = text_source.decode(data, file)
    if line := toml_lines.too_deep(text):
        raise FormatError("too_deep", file, line, "", limit=toml_lines.MOST_PARTS)
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        raise FormatError("not_toml", file, line, "") from error
    except ValueError as error:  # a number of more digits than Python reads
        raise FormatError("not_toml", file, 1, "") from error
    except RecursionError as error:
        raise FormatError("too_deep", file, 1, "") from error
    table = Table(values, (), file, toml_lines.find(text))
    if found := plain_values.fault(values):
        raise Table(values, found.path, file, table.lines).error(found.code)
    return table


class Table:
    """One table and its place in the file. Call `finish` when everything has been read."""

    def __init__(
        self, values: Mapping[str, Any], path: toml_lines.Path, file: str, lines: toml_lines.Lines
    ) -> None:
        self._values = values
        self._path = path
        self._file = file
        self.lines = lines
        self._read: set[str] = set()

    def error(self, code: str, key: str = "", **facts: str | int | None) -> FormatError:
        """The error to raise about this table or one of its keys."""
        path = (*self._path, key) if key else self._path
        shown = ".".join(str(p) for p in path)
        return FormatError(code, self._file, toml_lines.nearest(self.lines, path), shown, **facts)

    def finish(self) -> None:
        """Raise FormatError("unknown_key") if the table holds a key that has not been read."""
        for key in self._values:
            if key not in self._read:
                raise self.error("unknown_key", key)

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self._values

    def entries(self) -> tuple[str, ...]:
        """The keys in the order of the file."""
        return tuple(self._values)

    def _get(self, key: str, kind: type, default: Any = None) -> Any:
        self._read.add(key)
        value = self._values.get(key, default)
        wrong = not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool)
        if key in self._values and wrong:
            raise self.error("wrong_type", key, expected=kind.__name__)
        return value

    def need(self, key: str) -> str:
        """A text that must be there and not be empty."""
        if key not in self._values:
            raise self.error("missing_key", key)
        if not (value := self.text(key)):
            raise self.error("empty", key)
        return value

    def text(self, key: str, default: str = "") -> str:
        """A text; lines broken in the file are joined by spaces, empty lines stay."""
        value = str(self._get(key, str, default))
        return re.sub(r"(?<!\n)\n(?!\n)", " ", value.strip())

    def maybe(self, key: str) -> str | None:
        """A text, or None where the key is not there."""
        return self.need(key) if key in self._values else None

    def slug(self, key: str) -> str:
        """An id: small ASCII letters, digits and underscores."""
        value = self.need(key)
        if not SLUG.fullmatch(value):
            raise self.error("bad_id", key, id=value)
        return value

    def flag(self, key: str) -> bool:
        """true or false; false where the key is not there."""
        return bool(self._get(key, bool, False))

    def whole(self, key: str) -> int | None:
        """A whole number, or None."""
        value = self._get(key, int)
        return None if value is None else int(value)

    def day(self, key: str) -> date:
        """A date written as 2016-06-03, without quotation marks."""
        value = self._get(key, date)
        if value is None or isinstance(value, datetime):
            raise self.error("missing_key" if value is None else "wrong_type", key, expected="date")
        return date(value.year, value.month, value.day)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        values = self._get(key, list, [])
        if not all(isinstance(v, str) for v in values):
            raise self.error("wrong_type", key, expected="str")
        return tuple(" ".join(v.split()) for v in values)

    def one_or_more(self, key: str) -> tuple[str, ...]:
        """One text, or a list of texts."""
        return self.texts(key) if isinstance(self._values.get(key), list) else (self.need(key),)

    def numbers(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers."""
        values = self._get(key, list, [])
        if not all(isinstance(v, int) and not isinstance(v, bool) for v in values):
            raise self.error("wrong_type", key, expected="int")
        return tuple(values)

    def one(self, key: str, known: Collection[str], code: str) -> str | None:
        """A text that must be one of `known`, or None where the key is not there."""
        value = self.maybe(key)
        if value is not None and value not in known:
            raise self.error(code, key, value=value)
        return value

    def some(self, key: str, known: Collection[str], code: str) -> tuple[str, ...]:
        """A list of texts, each one of `known`."""
        values = self.texts(key)
        for value in values:
            if value not in known:
                raise self.error(code, key, value=value)
        return values

    def words(self, key: str) -> dict[str, str]:
        """A table of texts by key, in the order of the file."""
        table = self.table(key)
        return {name: table.need(name) for name in table.entries()} if table else {}

    def names(self, key: str) -> dict[str, str]:
        """A table of texts whose keys are ids."""
        found = self.words(key)
        for name in found:
            if not SLUG.fullmatch(name):
                raise self.error("bad_id", key, id=name)
        return found

    def choices(self, key: str) -> dict[str, str]:
        """A table of texts whose keys are ids or small whole numbers, such as the weeks of a month."""
        found = self.words(key)
        for name in found:
            if not SLUG.fullmatch(name) and not re.fullmatch(r"[0-9]{1,2}", name):
                raise self.error("bad_id", key, id=name)
        return found

    def table(self, key: str) -> "Table | None":
        """A table below this one."""
        value = self._get(key, dict)
        return None if value is None else Table(value, (*self._path, key), self._file, self.lines)

    def tables(self, key: str) -> tuple["Table", ...]:
        """An array of tables below this one."""
        values = self._get(key, list, [])
        if not all(isinstance(v, dict) for v in values):
            raise self.error("wrong_type", key, expected="table")
        return tuple(Table(v, (*self._path, key, i), self._file, self.lines) for i, v in enumerate(values))
