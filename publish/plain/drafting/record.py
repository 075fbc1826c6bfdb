"""Where drafts came from: what a machine proposed, by which model and prompt. It lies beside the article.

It approves nothing and is needed for nothing. It lets a reviewer see which words nobody has changed since a machine
proposed them.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec
import tomli_w

from publish.findings import Finding, Location, PublishError, Severity
from publish.gate import Gate
from publish.plain.files import replace_file

SUFFIX = ".plain.drafts"
_VERSION = 1


class Drafted(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename="kebab"):
    """One draft.

    Attributes:
        block: the name of the passage when it was drafted.
        by: what proposed it: a word list, or a model and the host of its service.
        on: the day.
        source_hash: of what it stands for.
        plain_hash: of the draft, as it was read back from the source.
        changes: the words that were swapped, and those that an editor might choose.
        model: the service's name for the model; empty for a word list.
        instructions: the part of the prompt that is the same for every passage.
        prompt_hash: of all that was sent.
        answer_hash: of the answer as it came.
    """

    block: str
    by: str
    on: datetime.date
    source_hash: str
    plain_hash: str
    changes: tuple[str, ...] = ()
    model: str = ""
    instructions: str = ""
    prompt_hash: str = ""
    answer_hash: str = ""


class _Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: int
    draft: tuple[Drafted, ...] = ()


def record_path(source: Path) -> Path:
    """Return the place of an article's record of drafts."""
    return source.with_name(source.stem + SUFFIX)


def read_record(source: Path, gate: Gate, report: Callable[[Finding], None]) -> tuple[Drafted, ...]:
    """Return what is known of the drafts of an article; nothing where there is no record.

    Args:
        report: is told of a record that cannot be read.
    """
    path = record_path(source)
    if not path.is_symlink() and not path.exists():
        return ()
    location = Location(str(path))
    try:
        data = gate.read(gate.locate(path.name, beside=source.resolve().parent, location=location), location=location)
        record = msgspec.convert(tomllib.loads(data.decode("utf-8")), _Record)
    except PublishError as error:
        problem = error.findings[0].message
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        problem = f"it cannot be read: {error}"
    else:
        if record.version == _VERSION:
            return record.draft
        problem = f"it is of version {record.version}, and this Publish reads version {_VERSION}"
    report(
        Finding(
            rule="plain-drafts-broken",
            message=f"The record of drafts cannot be used: {problem}.",
            severity=Severity.WARNING,
            location=location,
            harms="A reviewer cannot tell which words are a machine's.",
            mend="Take the file as it was from version control, or delete it.",
        )
    )
    return ()


def write_record(source: Path, drafts: Iterable[Drafted], gate: Gate) -> Path:
    """Write the record of an article, the whole of it or nothing, and return its place.

    Args:
        gate: of the project, outside of which nothing is written.

    Raises:
        PublishError: it cannot be written.
    """
    path = record_path(source)
    head = (
        f"# Which plain-language texts of {source.name} a machine proposed, and how. It approves nothing.\n"
        "# “publish plain draft” writes this file.\n\n"
    )
    tables: list[dict[str, Any]] = [msgspec.to_builtins(draft, builtin_types=(datetime.date,)) for draft in drafts]
    listed = [{key: list(value) if isinstance(value, tuple) else value for key, value in t.items()} for t in tables]
    body = tomli_w.dumps({"version": _VERSION, "draft": listed}, multiline_strings=True, indent=2)
    replace_file(path, (head + body).encode("utf-8"), gate)
    return path
