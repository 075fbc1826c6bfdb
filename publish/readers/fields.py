"""Fields of a source, each with its line, and how they become typed values."""

from __future__ import annotations

import datetime
import re
from typing import Any, TypeVar

import msgspec

from publish.findings import Finding, Location, PublishError

Path = tuple[str | int, ...]
_Type = TypeVar("_Type")


class LocatedData:
    """Data of a text, with the line of each value.

    Attributes:
        file: the name of the text, for messages.
        first_line: the line of the file that the text begins on.
        data: mappings, lists, strings and None.
        lines: the line of each value by the keys and indexes that lead to it.
    """

    data: Any

    def __init__(self, file: str, first_line: int = 1) -> None:
        self.file = file
        self.first_line = first_line
        self.lines: dict[Path, int] = {}

    def location(self, path: Path) -> Location:
        """Return where a value stands, or the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return Location(self.file, self.lines.get(path, self.first_line))

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


def convert(source: LocatedData, data: Any, type_: type[_Type], subject: str) -> tuple[_Type, list[Finding]]:
    """Turn data into a typed value, leaving out what does not fit and telling of each.

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


def as_written(value: Any) -> Any:
    """Return a value of TOML as front matter would hold it: every scalar a text."""
    if isinstance(value, dict):
        return {key: as_written(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_written(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


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
