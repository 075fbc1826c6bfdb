"""All explanations that installed packages bring."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from fnmatch import fnmatchcase

import msgspec

from publish.findings import Finding, PublishError
from publish.plugins import registered


class Explanation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One message or rule, explained.

    Attributes:
        name: the readable name, as findings bear it; a star in it stands for what another program calls its own rules.
        code: the short name; empty where there is none.
        subject: what it is about, in a word or two.
        what: what it finds.
        why: whom it harms and how.
        source: where the rule comes from, with its clause.
        severity: how much it matters, by edition where that makes a difference.
        languages: BCP 47 tags; empty means every language.
        wrong: an example that is caught.
        right: the same, mended.
        mend: how to mend it.
        switch_off: how to switch it off.
    """

    name: str
    what: str
    why: str
    code: str = ""
    subject: str = ""
    source: str = ""
    severity: str = ""
    languages: tuple[str, ...] = ()
    wrong: str = ""
    right: str = ""
    mend: str = ""
    switch_off: str = ""


def explanations() -> list[Explanation]:
    """Return every explanation: those with a code first, in order of it, then the others by subject and name.

    Raises:
        PublishError: a plugin does not load, or two share a name or a code.
    """
    found = [one for registration in registered("publish.explanations").values() for one in registration.create()]
    taken: set[str] = set()
    for one in found:
        for name in filter(None, (one.name, one.code)):
            if name.casefold() in taken:
                raise PublishError(
                    Finding(
                        rule="rule-name-taken",
                        message=f"Two messages or rules are called “{name}”.",
                        harms="Settings and comments that name it would mean both.",
                        mend="Uninstall one of the packages that bring them; “publish formats” lists these.",
                    )
                )
            taken.add(name.casefold())
    return sorted(found, key=lambda one: (not one.code, one.code, one.subject, one.name))


def explanation(name: str) -> Explanation:
    """Return the message or rule with a name or a code, in capitals or not.

    Raises:
        PublishError: there is none.
    """
    known = explanations()
    for one in known:
        if name.casefold() in (one.name.casefold(), one.code.casefold() or None):
            return one
    for one in known:
        if "*" in one.name and fnmatchcase(name.casefold(), one.name):
            return one
    near = _near(name.casefold(), known)
    raise PublishError(
        Finding(
            rule="rule-unknown",
            message=f"There is no message or rule called “{name}” that is explained here.",
            harms="Nothing was explained.",
            mend=f"Did you mean {' or '.join(near)}?" if near else "“publish explain” alone lists them all.",
        )
    )


def _near(asked: str, known: Sequence[Explanation]) -> Sequence[str]:
    """Return at most three names that may have been meant: spelt alike, with the word in them, or told of by it."""
    names = [word for one in known for word in (one.name, one.code) if word]
    alike = difflib.get_close_matches(asked, names, n=3, cutoff=0.7)
    word = re.compile(rf"(?<!\w){re.escape(asked)}", re.IGNORECASE)
    holding = [name for name in names if word.search(name)]
    telling = [one.name for one in known if word.search(f"{one.what} {one.why}")]
    return list(dict.fromkeys([*alike, *holding, *telling]))[:3]
