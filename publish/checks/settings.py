"""What a project file says about the rules, under ``[checks]``."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from publish.checks.rule import EditionName, Rule
from publish.findings import Finding, Location, PublishError, Severity

_OFF = "off"
_SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "information": Severity.INFORMATION}


class RuleSettings(msgspec.Struct, frozen=True):
    """How one rule is used.

    Attributes:
        severity: in place of the rule's own; None leaves it.
        off: the rule is not used.
        limits: in place of the rule's own, by name.
    """

    severity: Severity | None = None
    off: bool = False
    limits: Mapping[str, float] = msgspec.field(default_factory=dict)


class CheckSettings(msgspec.Struct, frozen=True):
    """How the rules are used, by the name of the rule."""

    rules: Mapping[str, RuleSettings] = msgspec.field(default_factory=dict)

    def severity(self, rule: Rule, edition: EditionName) -> Severity | None:
        """Return how much a rule matters in an edition; None where it is not used there."""
        chosen = self.rules.get(rule.name, RuleSettings())
        if chosen.off or edition not in rule.severity:
            return None
        return chosen.severity or rule.severity[edition]

    def limits(self, rule: Rule) -> Mapping[str, float]:
        """Return what a rule counts against."""
        return {**rule.limits, **self.rules.get(rule.name, RuleSettings()).limits}


def check_settings(data: Mapping[str, Any], rules: Sequence[Rule], file: str) -> CheckSettings:
    """Read the table ``[checks]`` of a project file.

    Args:
        data: a value for each rule, by name or code: ``"off"``, ``"warning"``, ``"error"``, or a table of ``severity``
            and the rule's limits.
        rules: all that there are.
        file: the name of the project file, for messages.

    Raises:
        PublishError: it names a rule or a limit that does not exist, or a value does not fit.
    """
    known = {name.casefold(): rule for rule in rules for name in (rule.name, rule.code)}
    chosen: dict[str, RuleSettings] = {}
    for name, value in data.items():
        rule = known.get(name.casefold())
        if rule is None:
            raise _broken(f"there is no rule “{name}”", "“publish explain” lists the rules.", file)
        if rule.name in chosen:
            raise _broken(f"“{rule.name}” ({rule.code}) is set twice", "Keep one of the two.", file)
        chosen[rule.name] = _of_rule(rule, value, file)
    return CheckSettings(chosen)


def is_limit(value: object) -> bool:
    """Tell whether a value of a project file can be a limit; nan and inf, which TOML has too, limit nothing."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < math.inf


def _of_rule(rule: Rule, value: Any, file: str) -> RuleSettings:
    fields = {"severity": value} if isinstance(value, str) else value
    if not isinstance(fields, dict):
        raise _broken(
            f"“{rule.name}” has a value that does not fit", f'Write {rule.name} = "off", "warning" or "error".', file
        )
    severity = fields.get("severity")
    if severity is not None and severity != _OFF and severity not in _SEVERITIES:
        raise _broken(f"“{severity}” is no severity", "Write “off”, “information”, “warning” or “error”.", file)
    return RuleSettings(
        severity=_SEVERITIES.get(severity) if severity else None,
        off=severity == _OFF,
        limits=dict(_limits(rule, fields, file)),
    )


def _limits(rule: Rule, fields: Mapping[str, Any], file: str) -> Iterator[tuple[str, float]]:
    for name, value in fields.items():
        if name == "severity":
            continue
        if name not in rule.limits:
            limits = f"Its limits are: {', '.join(rule.limits)}." if rule.limits else "It has no limits."
            raise _broken(f"“{rule.name}” has no limit “{name}”", limits, file)
        if not is_limit(value):
            raise _broken(f"the limit “{name}” of “{rule.name}” is no number", f"Write {name} = 20.", file)
        yield name, float(value)


def _broken(problem: str, mend: str, file: str) -> PublishError:
    return PublishError(
        Finding(
            rule="project-file-broken",
            message=f"The project file cannot be used: under [checks], {problem}.",
            location=Location(file),
            harms="What it asks for would not be done, and nobody would notice.",
            mend=mend,
        )
    )
