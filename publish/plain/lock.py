"""The lock: who approved which plain-language text, when, and what it said then.

It lies beside the article as ``ARTICLE.plain.lock``, in TOML, in the order of the article, one sentence a line, so that
a change of it can be read in a diff. It keeps the approved texts and not their hashes alone: only so can a review show
what has changed since, wherever the file was copied to and whatever version control there is.
"""

from __future__ import annotations

import datetime
import fcntl
import os
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec
import tomli_w

from publish.findings import Finding, Location, PublishError
from publish.gate import Gate
from publish.plain.files import replace_file, unwritable
from publish.plain.passages import Kind, Passage, digest_of_glossary
from publish.plain.wording import digest

SUFFIX = ".plain.lock"
_VERSION = 1


class Approval(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename="kebab", forbid_unknown_fields=True
):
    """A person's word for one passage.

    Attributes:
        block: the passage's name when it was approved.
        kind: what the passage does.
        by: who approved it.
        role: what entitles the person, such as ``pharmacist``.
        on: the day.
        despite: why it was approved although a guard stopped it; empty where none did.
        guards: what the guards said that were overruled.
        language: that of the place where it stood.
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
    language: str = ""
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
            language=passage.language,
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


class Lock(msgspec.Struct, frozen=True, kw_only=True):
    """What the lock of an article holds.

    Attributes:
        approvals: those that hold for the words that they name.
        broken: entries that approve nothing, such as one that was changed by hand, as they stand in the file.
        place: of the file.
    """

    approvals: tuple[Approval, ...] = ()
    broken: tuple[Mapping[str, Any], ...] = ()
    place: Path

    @property
    def findings(self) -> tuple[Finding, ...]:
        """An error for each entry that approves nothing."""
        location = Location(str(self.place))
        return tuple(
            _broken(f"The approval of “{name_of(entry)}” was changed by hand", location, "approve the text again")
            for entry in self.broken
        )


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: int
    approval: tuple[dict[str, Any], ...] = ()


def lock_path(source: Path) -> Path:
    """Return the place of an article's lock: beside the article itself, wherever a symbolic link to it stands."""
    article = source.resolve() if source.is_symlink() else source
    return article.with_name(article.stem + SUFFIX)


def name_of(entry: Mapping[str, Any]) -> str:
    """Return the name of the passage that an entry of a lock is for."""
    return str(entry.get("block", "?"))


def read_lock(source: Path, gate: Gate) -> Lock:
    """Return what the lock of an article holds; nothing where there is no lock.

    Args:
        source: the article.
        gate: of its project.

    Raises:
        PublishError: the lock cannot be read, so nobody knows what it approves.
    """
    path = lock_path(source)
    if not path.is_symlink() and not path.exists():
        return Lock(place=path)
    location = Location(str(path))
    if path.is_dir():
        raise PublishError(_broken("A folder stands where the lock belongs", location))
    data = gate.read(gate.locate(path.name, beside=path.resolve().parent, location=location), location=location)
    try:
        file = msgspec.convert(tomllib.loads(data.decode("utf-8-sig")), _File)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError, RecursionError) as error:
        raise PublishError(_broken(f"The lock cannot be read: {error}", location)) from error
    if file.version != _VERSION:
        problem = f"The lock is of version {file.version}, and this Publish reads version {_VERSION}"
        raise PublishError(_broken(problem, location))
    approvals: list[Approval] = []
    broken: list[Mapping[str, Any]] = []
    for entry in file.approval:
        approval = _approval(entry)
        if approval is None:
            broken.append(entry)
        else:
            approvals.append(approval)
    return Lock(approvals=tuple(approvals), broken=tuple(broken), place=path)


def _approval(entry: Mapping[str, Any]) -> Approval | None:
    """Return what an entry approves; None if its parts do not fit each other."""
    try:
        approval = msgspec.convert(entry, Approval)
    except msgspec.ValidationError:
        return None
    return approval if approval.is_whole else None


@contextmanager
def changing_lock(source: Path) -> Iterator[None]:
    """Keep the lock of an article for this process, from reading to writing; another one waits for its turn.

    Raises:
        PublishError: its folder cannot be opened.
    """
    path = lock_path(source)
    try:
        folder = os.open(path.parent, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise unwritable(path, error) from error
    try:
        with suppress(OSError):  # a file system of the network that has no such locks
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def write_lock(lock: Lock, source: Path, gate: Gate) -> None:
    """Write the lock of an article, the whole of it or nothing.

    Args:
        source: the article.
        gate: of its project, outside of which nothing is written.

    Raises:
        PublishError: it cannot be written.
    """
    tables = [*map(_table, lock.approvals), *lock.broken]
    head = (
        f"# Who approved which plain-language text of {source.name}, and what it said then.\n"
        "# “publish plain approve” writes this file. Texts that are changed here are no longer approved; names are\n"
        "# taken as they stand, so this is no signature.\n\n"
    )
    body = tomli_w.dumps({"version": _VERSION, "approval": tables}, indent=2)
    replace_file(lock.place, (head + body).encode("utf-8"), gate)


def _table(approval: Approval) -> dict[str, Any]:
    table: dict[str, Any] = msgspec.to_builtins(approval, builtin_types=(datetime.date,))
    return {name: list(value) if isinstance(value, tuple) else value for name, value in table.items()}


def _broken(problem: str, location: Location, otherwise: str = "delete it and approve all texts again") -> Finding:
    return Finding(
        rule="plain-lock-broken",
        message=f"{problem}, so it approves nothing.",
        location=location,
        harms="Patients could get words that nobody approved.",
        mend=f"Take the file as it was from version control, or {otherwise}.",
    )
