"""YAML in which every value knows its line, and nothing can be executed, repeated or guessed.

Every scalar stays a string until the type of its field says otherwise: ``version: 1.10`` does not become 1.1, and
``language: no`` (Norwegian) does not become false, as YAML 1.1 would have it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import msgspec
import yaml

from publish.content.characters import UNWRITABLE
from publish.findings import Finding, Location, PublishError

Path = tuple[str | int, ...]
_Type = TypeVar("_Type")
_MAXIMUM_DEPTH = 12


class YamlSource:
    """The data of a YAML text, with the line of each value.

    Attributes:
        data: mappings, lists, strings and None.
        lines: the line of each value by the keys and indexes that lead to it.
    """

    def __init__(self, text: str, file: str, first_line: int = 1) -> None:
        """Parse a text.

        Args:
            text: the YAML.
            file: its name, for messages.
            first_line: the line of the file that the text begins on.

        Raises:
            PublishError: the text is not YAML, or uses anchors, tags or a key twice.
        """
        self.file = file
        self.lines: dict[Path, int] = {}
        self._first_line = first_line
        try:
            node = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            problem = getattr(error, "problem", None) or str(error).splitlines()[0]
            raise self._error(problem, first_line + (mark.line if mark else 0)) from error
        except RecursionError as error:
            raise self._error("values are nested too deeply", first_line) from error
        self._seen: set[int] = set()
        self.data = None if node is None else self._value(node, ())

    def location(self, path: Path) -> Location:
        """Return where a value stands, or the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return Location(self.file, self.lines.get(path, self._first_line))

    def forget(self, path: Path) -> None:
        """Take a value's line out; those of the later entries of its list move up with the entries."""
        place, step = len(path) - 1, path[-1]
        kept: dict[Path, int] = {}
        for known, line in self.lines.items():
            inside = len(known) > place and known[:place] == path[:place]
            if inside and known[place] == step:
                continue
            index = known[place] if inside else None
            if isinstance(step, int) and isinstance(index, int) and index > step:
                known = (*known[:place], index - 1, *known[place + 1 :])
            kept[known] = line
        self.lines = kept

    def _value(self, node: yaml.Node, path: Path) -> Any:
        line = self._first_line + node.start_mark.line
        self.lines.setdefault(path, line)
        if id(node) in self._seen:
            raise self._error("anchors and aliases (& and *) are not supported", line)
        self._seen.add(id(node))
        if len(path) > _MAXIMUM_DEPTH:
            raise self._error("values are nested too deeply", line)
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, path))
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*path, index)) for index, item in enumerate(node.value)]
        if UNWRITABLE.search(node.value):
            raise self._error("a value holds a control character", line)
        return None if node.tag == "tag:yaml.org,2002:null" else node.value

    def _pairs(self, node: yaml.MappingNode, path: Path) -> Iterator[tuple[str, Any]]:
        known: set[str] = set()
        for key_node, value_node in node.value:
            line = self._first_line + key_node.start_mark.line
            if not isinstance(key_node, yaml.ScalarNode):
                raise self._error("a field's name must be a word", line)
            key = str(self._value(key_node, (*path, "")))
            if key in known:
                raise self._error(f"“{key}” is given twice", line)
            known.add(key)
            self.lines[(*path, key)] = line
            yield key, self._value(value_node, (*path, key))

    def _error(self, problem: str, line: int) -> PublishError:
        return PublishError(
            Finding(
                rule="yaml-broken",
                message=f"The YAML cannot be understood: {problem}.",
                location=Location(self.file, line),
                mend="Mind the spaces at the start of each line, and put text that holds a colon in quotation marks.",
            )
        )


def read_list(data: bytes, file: str, not_a_list: Callable[[str, str, int], PublishError]) -> YamlSource:
    """Return a YAML file that holds a list, or nothing.

    Args:
        data: the content of the file.
        file: its name, for messages.
        not_a_list: makes the error of a problem, the file and a line.

    Raises:
        PublishError: the file is not UTF-8, not YAML or not a list.
    """
    try:
        source = YamlSource(data.decode("utf-8-sig"), file)
    except UnicodeDecodeError as error:
        raise not_a_list("it is not encoded as UTF-8", file, data[: error.start].count(b"\n") + 1) from error
    if not isinstance(source.data, list | None):
        raise not_a_list("it is not a list of entries", file, 1)
    return source


def convert(source: YamlSource, data: Any, type_: type[_Type], subject: str) -> tuple[_Type, list[Finding]]:
    """Turn YAML data into a typed value, leaving out what does not fit and telling of each.

    Args:
        source: gives the lines.
        data: a mapping, or a list, taken from the source and perhaps completed with defaults; it is changed.
        type_: what to make of it.
        subject: what the data is called in messages.

    Raises:
        PublishError: nothing is left that fits.
    """
    findings: list[Finding] = []
    while True:
        try:
            return msgspec.convert(data, type_, strict=False), findings
        except msgspec.ValidationError as error:
            problem, path = _explain(str(error))
            findings.append(
                Finding(
                    rule="field-unknown" if "unknown field" in problem else "field-invalid",
                    message=f"In {subject}, {problem}.",
                    location=source.location(path),
                    harms="What the field says would be missing or wrong in every format.",
                    mend=_MENDS.get(_kind(str(error)), _known_fields(type_)),
                )
            )
            if not path or not _remove(data, path):
                raise PublishError(findings) from error
            source.forget(path)


def _known_fields(type_: object) -> str:
    fields = getattr(type_, "__struct_encode_fields__", ())
    return f"Known fields are: {', '.join(fields)}." if fields else "Check the name and the form of the field."


_MENDS = {"date": "Write a date as year, month and day: 2026-11-23."}
_STEP = re.compile(r"\.([^.\[\]`]+)|\[(\d+)\]")


def _kind(message: str) -> str:
    return "date" if "date" in message.partition(" - at ")[0] else ""


def _explain(message: str) -> tuple[str, Path]:
    problem, _, place = message.partition(" - at ")
    path: Path = tuple(name if name else int(index) for name, index in _STEP.findall(place))
    name = ".".join(map(str, path))
    if match := re.search(r"unknown field `(.+?)`", problem):
        return f"there is an unknown field “{match[1]}”" + (f" in “{name}”" if name else ""), (*path, match[1])
    if match := re.search(r"missing required field `(.+?)`", problem):
        return f"“{name}” lacks the field “{match[1]}”", path
    if _kind(message):
        return f"“{name}” is not a date", path
    expected = re.search(r"Expected `(.+?)`", problem)
    wanted = {"array": "a list", "object": "a group of fields", "str": "a text"}.get(expected[1] if expected else "")
    return f"“{name}” must be {wanted}" if wanted else f"“{name}” is not valid ({problem})", path


def _remove(data: Any, path: Path) -> bool:
    for step in path[:-1]:
        data = data[step]
    try:
        del data[path[-1]]
    except (KeyError, IndexError, TypeError):
        return False
    return True
