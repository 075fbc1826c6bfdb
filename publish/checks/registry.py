"""All rules that are installed."""

from __future__ import annotations

from functools import cache

from publish import plugins
from publish.checks.rule import Rule, Subject
from publish.findings import Finding, PublishError


@cache
def subjects() -> tuple[Subject, ...]:
    """Return the rules by subject, those of other packages too.

    Raises:
        PublishError: a plugin does not load.
    """
    return tuple(registration.create() for registration in plugins.registered("publish.checks").values())


def rules() -> list[Rule]:
    """Return all rules in order of their codes.

    Raises:
        PublishError: a plugin does not load, or there is no rule at all, so that nothing would be checked.
    """
    known = sorted((rule for subject in subjects() for rule in subject.rules), key=lambda rule: (rule.code, rule.name))
    if known:
        return known
    raise PublishError(
        Finding(
            rule="rules-missing",
            message="No rules are installed, so nothing can be checked.",
            harms="Nothing can be checked, and that must not look like a success.",
            mend="Install Publish again; in a clone: scripts/set-up.",
        )
    )
