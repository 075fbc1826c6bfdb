"""What Publish finds on a machine: what it needs, and what would let it do more."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterator

import msgspec

from publish import plugins
from publish.caches import cache_folder
from publish.findings import PublishError
from publish.speech.recording.clip_cache import ClipCache, size_of

_KEPT = "Kept speech"
_ELSEWHERE = "Let XDG_CACHE_HOME name a folder that you may write to; without one every build speaks every sentence."


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was looked at.

    Attributes:
        subject: what it is.
        works: whether it is there and can be used.
        needed: whether the ordinary build needs it.
        state: what was found.
        mend: what to do where it does not work.
    """

    subject: str
    works: bool
    needed: bool
    state: str
    mend: str = ""


def examine() -> list[Check]:
    """Look at everything that Publish uses."""
    python = Check(subject="Python", works=sys.version_info >= (3, 11), needed=True, state=platform.python_version())
    return [python, *_plugins(), *_tools(), _kept_speech()]


def _plugins() -> Iterator[Check]:
    for kind, group, needed in (
        ("Reader", "publish.readers", True),
        ("Backend", "publish.backends", True),
        ("Voice", "publish.voices", False),
        ("Validator", "publish.validators", False),
    ):
        for registration in plugins.registered(group).values():  # type: ignore[arg-type]
            subject = f"{kind} {registration.name}"
            try:
                availability = registration.create().availability()
            except PublishError as error:
                finding = error.findings[0]
                yield Check(subject=subject, works=False, needed=needed, state=finding.message, mend=finding.mend)
                continue
            state = availability.reason or f"from {registration.origin}"
            yield Check(subject=subject, works=availability.usable, needed=needed, state=state, mend=availability.mend)


def _tools() -> Iterator[Check]:
    for command, use, package in (
        ("java", "veraPDF and EPUBCheck need it", "default-jre-headless"),
        ("chromium", "Ace needs it, or Google Chrome; the tests look at the pages in it", "chromium"),
    ):
        place = shutil.which(command)
        yield Check(
            subject=command,
            works=place is not None,
            needed=False,
            state=place or f"not installed; {use}",
            mend="" if place else f"apt install {package}",
        )


def _kept_speech() -> Check:
    try:
        cache = ClipCache(cache_folder("speech"))
    except OSError as error:
        return Check(subject=_KEPT, works=False, needed=False, state=f"nowhere: {error}", mend=_ELSEWHERE)
    if cache.trouble:
        state = f"nothing can be kept in {cache.folder}: {cache.trouble}"
        return Check(subject=_KEPT, works=False, needed=False, state=state, mend=_ELSEWHERE)
    size, limit = (round(number / 1_000_000) for number in (size_of(cache.folder), cache.limit))
    return Check(subject=_KEPT, works=True, needed=False, state=f"{size} of at most {limit} MB in {cache.folder}")
