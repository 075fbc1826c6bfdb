"""What ``publish explain`` tells of the rules of ``publish check``."""

from __future__ import annotations

from collections.abc import Iterator

from publish.checks.registry import subjects
from publish.checks.rule import Rule
from publish.explanations import Explanation


def explanations() -> list[Explanation]:
    """Return an explanation of each rule."""
    return list(_of_rules())


def _of_rules() -> Iterator[Explanation]:
    for subject in subjects():
        for rule in subject.rules:
            yield Explanation(
                name=rule.name,
                code=rule.code,
                subject=subject.title,
                what=rule.what,
                why=rule.reason,
                source=rule.source,
                severity=_severity(rule),
                languages=tuple(sorted(rule.languages or ())),
                wrong=rule.wrong,
                right=rule.right,
                mend=rule.mend,
                switch_off=_switch_off(rule),
            )


def _severity(rule: Rule) -> str:
    if len(set(rule.severity.values())) == 1 and ("every" in rule.severity or len(rule.severity) > 1):
        return str(next(iter(rule.severity.values())))
    return ", ".join(f"{severity} in the {edition} edition" for edition, severity in rule.severity.items())


def _switch_off(rule: Rule) -> str:
    project = f'In publish.toml, under [checks]: {rule.name} = "off" (or “warning”, “error”).'
    if rule.limits:
        limits = ", ".join(f"{name} = {value:g}" for name, value in rule.limits.items())
        project += f" Limits: {rule.name} = {{ {limits} }}."
    return f"{project} At one place: <!-- publish-allow {rule.name}: your reason --> before the block."
