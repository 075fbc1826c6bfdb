"""Fields of a source, each with its line, and how they become typed values."""

from __future__ import annotations

import datetime
import re
from typing import Any, TypeVar

import msgspec

from publish.findings import Finding, Location, PublishError

KeyPath = tuple[str | int, ...]  # the keys and indexes that lead to a value
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
        self.lines: dict[KeyPath, int] = {}

    def location(self, path: KeyPath) -> Location:
        """Return where a value stands, or the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return Location(self.file, self.lines.get(path, self.first_line))

    def forget(self, path: KeyPath) -> None:
        """Take a value's line out; those of the later entries of its list move up with the entries."""
        place, step = len(path) - 1, path[-1]
        kept: dict[KeyPath, int] = {}
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
                    mend=_MENDS.get(_kind(str(error))) or _known_fields(type_, _container(path, problem)),
                )
            )
            if not path or not _remove(data, path):
                raise PublishError(findings) from error
            source.forget(path)


def explained(error: msgspec.ValidationError, type_: object) -> str:
    """Return what is wrong with settings, in plain words, and which there are if one is unknown.

    Args:
        type_: what was to be made of them.
    """
    message = str(error)
    if not message.startswith(("Expected", "Invalid", "Object")):
        return message.partition(" - at `$")[0]
    problem, path = _explain(message)
    if "unknown field" not in problem:
        return problem
    known = _known_fields(type_, path[:-1]).removeprefix("Known fields are: ").rstrip(".")
    return f"{problem.replace('field', 'setting')}; there are {known}"


def as_written(value: Any) -> Any:
    """Return a value of TOML as front matter would hold it: every scalar a text."""
    if isinstance(value, dict):
        return {key: as_written(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_written(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _container(path: KeyPath, problem: str) -> KeyPath:
    """Return the way to what holds the fields among which one is wrong or missing."""
    return path if "lacks the field" in problem else path[:-1]


def _known_fields(type_: object, path: KeyPath) -> str:
    """Tell which fields there may be at the end of a path."""
    from msgspec import inspect

    kinds = _alternatives(inspect.type_info(type_))
    for step in path:
        if isinstance(step, int):
            inner = [kind.item_type for kind in kinds if isinstance(kind, inspect.CollectionType)]
        else:
            structs = [kind for kind in kinds if isinstance(kind, inspect.StructType)]
            inner = [field.type for struct in structs for field in struct.fields if field.encode_name == step]
        kinds = [alternative for kind in inner for alternative in _alternatives(kind)]
    fields = [field.encode_name for kind in kinds if isinstance(kind, inspect.StructType) for field in kind.fields]
    return f"Known fields are: {', '.join(fields)}." if fields else "Check the name and the form of the field."


def _alternatives(kind: Any) -> list[Any]:
    return list(getattr(kind, "types", (kind,)))


_WANTED = {
    "array": "a list",
    "object": "a group of fields",
    "str": "a text",
    "bool": "true or false",
    "float": "a number",
    "int": "a whole number",
}
_MENDS = {"date": "Write a date as year, month and day: 2026-11-23."}
_STEP = re.compile(r"\.([^.\[\]`]+)|\[(\d+)\]")


def _kind(message: str) -> str:
    return "date" if "date" in message.partition(" - at ")[0] else ""


def _explain(message: str) -> tuple[str, KeyPath]:
    problem, _, place = message.partition(" - at ")
    path: KeyPath = tuple(name if name else int(index) for name, index in _STEP.findall(place))
    name = _name(path)
    if match := re.search(r"unknown field `(.+?)`", problem):
        return f"there is an unknown field “{match[1]}”" + (f" in “{name}”" if name else ""), (*path, match[1])
    if match := re.search(r"missing required field `(.+?)`", problem):
        return f"“{name}” lacks the field “{match[1]}”", path
    if _kind(message):
        return f"“{name}” is not a date", path
    if match := re.search(r"Expected `(?:int|float)` (<=|>=) ([\d.]+)", problem):
        bound = "at most" if match[1] == "<=" else "at least"
        return f"“{name}” must be {bound} {float(match[2]):g}", path
    if match := re.search(r"Invalid enum value '?(.+?)'?$", problem):
        return f"“{name}” cannot be “{match[1]}”", path
    expected = re.search(r"Expected `(.+?)`", problem)
    wanted = _WANTED.get(expected[1] if expected else "")
    return f"“{name}” must be {wanted}" if wanted else f"“{name}” is not valid ({problem})", path


def _name(path: KeyPath) -> str:
    """Return how a place is called in messages: “narration.speed”, “contacts, entry 1”."""
    steps = [f".{step}" if isinstance(step, str) else f", entry {step + 1}" for step in path]
    return "".join(steps).removeprefix(".").removeprefix(", ")


def _remove(data: Any, path: KeyPath) -> bool:
    for step in path[:-1]:
        data = data[step]
    try:
        del data[path[-1]]
    except (KeyError, IndexError, TypeError):
        return False
    return True
