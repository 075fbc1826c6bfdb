"""The lock: who approved which plain-language text, when, and what it said then.

It lies beside the article as ``ARTICLE.plain.lock``, in TOML, in the order of the article, one sentence a line, so that
a change of it can be read in a diff. It keeps the approved texts and not their hashes alone: only so can a review show
what has changed since, wherever the file was copied to and whatever version control there is.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import tomli_w

from publish.findings import Finding, Location, PublishError
from publish.gate import Gate
from publish.plain.files import replace_file
from publish.plain.passages import Kind, Passage, digest_of_glossary
from publish.plain.wording import digest

SUFFIX = ".plain.lock"
_VERSION = 1


class Approval(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename="kebab"):
    """A person's word for one passage.

    Attributes:
        block: the passage's name when it was approved.
        kind: what the passage does.
        by: who approved it.
        role: what entitles the person, such as ``pharmacist``.
        on: the day.
        despite: why it was approved although a guard stopped it; empty where none did.
        guards: what the guards said that were overruled.
        heading: the headings above it.
        source_hash: of what it stands for.
        plain_hash: of the plain text.
        glossary_hash: of the glossary entries that the plain text uses.
        source: what it stood for, as lines.
        plain: the plain text, as lines.
        glossary: what the glossary said of each word that it explains in the plain text.
    """

    block: str
    kind: Kind
    by: str
    on: datetime.date
    role: str = ""
    despite: str = ""
    guards: tuple[str, ...] = ()
    heading: str = ""
    source_hash: str
    plain_hash: str
    glossary_hash: str
    source: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    glossary: Mapping[str, str] = msgspec.field(default_factory=dict)

    @classmethod
    def of(
        cls,
        passage: Passage,
        *,
        by: str,
        on: datetime.date,
        role: str = "",
        despite: str = "",
        guards: tuple[str, ...] = (),
    ) -> Approval:
        """Return the approval of a passage as it is now."""
        return cls(
            block=passage.name,
            kind=passage.kind,
            by=by,
            on=on,
            role=role,
            despite=despite,
            guards=guards,
            heading=passage.heading,
            source_hash=passage.source_hash,
            plain_hash=passage.plain_hash,
            glossary_hash=passage.glossary_hash,
            source=passage.source,
            plain=passage.plain,
            glossary=dict(sorted(passage.glossary.items())),
        )

    @property
    def is_whole(self) -> bool:
        """Whether its texts are those that were hashed: nobody has edited the one without the other."""
        return (
            self.source_hash == digest(self.source)
            and self.plain_hash == digest(self.plain)
            and self.glossary_hash == digest_of_glossary(self.glossary)
            and bool(self.by.strip())
        )


class _Lock(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: int
    approval: tuple[Approval, ...] = ()


def lock_path(source: Path) -> Path:
    """Return the place of an article's lock."""
    return source.with_name(source.stem + SUFFIX)


def read_lock(source: Path, gate: Gate, report: Callable[[Finding], None]) -> tuple[Approval, ...]:
    """Return the approvals of an article; none where there is no lock.

    Args:
        source: the article.
        gate: of its project.
        report: is told of a lock that cannot be used; nothing counts as approved by what cannot be used of it.
    """
    path = lock_path(source)
    if not path.is_symlink() and not path.exists():
        return ()
    location = Location(str(path))
    try:
        data = gate.read(gate.locate(path.name, beside=source.resolve().parent, location=location), location=location)
        lock = msgspec.convert(tomllib.loads(data.decode("utf-8")), _Lock)
    except PublishError as error:
        for finding in error.findings:
            report(finding)
        return ()
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        report(_broken(f"The lock cannot be read: {error}", location))
        return ()
    if lock.version != _VERSION:
        report(_broken(f"The lock is of version {lock.version}, and this Publish reads version {_VERSION}", location))
        return ()
    for approval in lock.approval:
        if not approval.is_whole:
            report(_broken(f"The approval of “{approval.block}” was changed by hand", location))
    return tuple(approval for approval in lock.approval if approval.is_whole)


def write_lock(source: Path, approvals: Iterable[Approval]) -> Path:
    """Write the lock of an article, the whole of it or nothing, and return its place.

    Raises:
        PublishError: it cannot be written.
    """
    path = lock_path(source)
    tables = [_table(approval) for approval in approvals]
    head = (
        f"# Who approved which plain-language text of {source.name}, and what it said then.\n"
        "# “publish plain approve” writes this file. Texts that are changed here are no longer approved; names are\n"
        "# taken as they stand, so this is no signature.\n\n"
    )
    body = tomli_w.dumps({"version": _VERSION, "approval": tables}, indent=2)
    replace_file(path, (head + body).encode("utf-8"))
    return path


def _table(approval: Approval) -> dict[str, Any]:
    table: dict[str, Any] = msgspec.to_builtins(approval, builtin_types=(datetime.date,))
    return {name: list(value) if isinstance(value, tuple) else value for name, value in table.items()}


def _broken(problem: str, location: Location) -> Finding:
    return Finding(
        rule="plain-lock-broken",
        message=f"{problem}, so it approves nothing.",
        location=location,
        harms="Patients could get words that nobody approved.",
        mend="Take the file as it was from version control, or approve the text again.",
    )
