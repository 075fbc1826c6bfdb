"""TOML in which every value knows its line, and every scalar stays as it is written.

``tomllib`` alone decides what is TOML and what it says. It tells no lines, so a text that it has passed is gone through
once more, sign by sign.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from publish.content.characters import UNWRITABLE
from publish.findings import Finding, Location, PublishError
from publish.readers.fields import KeyPath, LocatedData, as_written

_MAXIMUM_DEPTH = 12
_TOKEN = re.compile(
    r'''
    (?P<text>"""(?:\\.|[^\\])*?"{3,5} | \'\'\'.*?'{3,5} | "(?:\\.|[^"\\])*" | '[^']*')
    | \#[^\n]*
    | (?P<line>\n)
    | (?P<sign>[][{},=.])
    | (?P<word>[^][{},=.#"'\s]+)
    ''',
    re.VERBOSE | re.DOTALL,
)


class TomlSource(LocatedData):
    """The data of a TOML text, with the line of each value."""

    def __init__(self, text: str, file: str) -> None:
        """Parse a text, with LF at the line ends.

        Args:
            text: the TOML.
            file: its name, for messages.

        Raises:
            PublishError: the text is not TOML, is nested too deeply, or holds a character that no format can hold.
        """
        super().__init__(file)
        try:
            data = tomllib.loads(text, parse_float=str)
            self.lines = _Scan(text).lines
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"line (\d+)", str(error))
            last = text.rstrip().count("\n") + 1
            raise self._error(str(error), int(line[1]) if line else last) from error
        except RecursionError as error:
            raise self._error("values are nested too deeply", 1) from error
        for path in self.lines:
            if len(path) > _MAXIMUM_DEPTH:
                raise self._error("values are nested too deeply", self.lines[path])
        for path, value in _scalars(data, ()):
            if isinstance(value, str) and UNWRITABLE.search(value):
                raise self._error("a value holds a control character", self.location(path).line)
        self.data: dict[str, Any] = as_written(data)

    def _error(self, problem: str, line: int) -> PublishError:
        return PublishError(
            Finding(
                rule="toml-broken",
                message=f"The TOML cannot be understood: {problem}.",
                location=Location(self.file, line),
                harms="What it says is not obeyed.",
                mend="Put texts in quotation marks, and part the entries of a list by commas.",
            )
        )


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


class _Scan:
    """Finds the line of each value of a text that is known to be TOML."""

    def __init__(self, text: str) -> None:
        self.lines: dict[KeyPath, int] = {}
        self._entries: Counter[KeyPath] = Counter()  # how many entries each array of tables has so far
        self._tokens = list(_tokens(text))
        self._place = 0
        self._table: KeyPath = ()
        while self._next.kind != "end":
            if self._next.kind == "line":
                self._take()
            elif self._next.text == "[" and self._next.kind == "sign":
                self._header()
            else:
                self._pair(self._table)

    @property
    def _next(self) -> _Token:
        return self._tokens[self._place]

    def _take(self) -> _Token:
        self._place += 1
        return self._tokens[self._place - 1]

    def _is(self, sign: str) -> bool:
        return self._next.kind == "sign" and self._next.text == sign

    def _header(self) -> None:
        line = self._take().line
        if several := self._is("["):
            self._take()
        path: KeyPath = ()
        keys = self._keys()
        for number, key in enumerate(keys, 1):
            path = (*path, key)
            self.lines.setdefault(path, line)
            if several and number == len(keys):
                self._entries[path] += 1
            if self._entries[path]:
                path = (*path, self._entries[path] - 1)
                self.lines.setdefault(path, line)
        self._table = path
        while self._next.kind == "sign":
            self._take()

    def _pair(self, table: KeyPath) -> None:
        line, path = self._next.line, table
        for key in self._keys():
            path = (*path, key)
            self.lines.setdefault(path, line)
        self._take()
        self._value(path)

    def _keys(self) -> list[str]:
        keys = [_key(self._take())]
        while self._is("."):
            self._take()
            keys.append(_key(self._take()))
        return keys

    def _value(self, path: KeyPath) -> None:
        if self._is("["):
            self._take()
            self._array(path)
        elif self._is("{"):
            self._take()
            while not self._is("}"):
                if self._is(",") or self._next.kind == "line":
                    self._take()
                else:
                    self._pair(path)
            self._take()
        else:
            while self._next.kind in ("text", "word") or self._is("."):
                self._take()

    def _array(self, path: KeyPath) -> None:
        number = 0
        while not self._is("]"):
            if self._is(",") or self._next.kind == "line":
                self._take()
            else:
                self.lines[(*path, number)] = self._next.line
                self._value((*path, number))
                number += 1
        self._take()


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        if match.lastgroup:
            yield _Token(match.lastgroup, match[0], line)
        line += match[0].count("\n")
    yield _Token("end", "", line)


def _key(token: _Token) -> str:
    if token.kind == "word":
        return token.text
    (key,) = tomllib.loads(f"{token.text} = 0")
    return key


def _scalars(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield (*path, key), key
            yield from _scalars(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _scalars(item, (*path, index))
    else:
        yield path, value
