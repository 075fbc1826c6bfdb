"""The gates of a release: what must hold of an article before it may go out.

Rules are gates; scores are only reported against a target, since a text can score well and still not be understood.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from publish.content import NotYetPlain, Reading, Standing, Standings, find
from publish.editions import plain_edition
from publish.findings import Finding, Location, PublishError, Severity
from publish.plain.concerns import Compare, concerns
from publish.plain.status import Status

DEFAULT_PROFILE = "default"
_OFF = "off"


class GateSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What a project asks of a release.

    Attributes:
        profile: the name of the set of gates that it starts from.
        gates: the limits of each gate that is looked at, by its name.
        targets: the scores that are aimed at, by the name of the formula.
    """

    profile: str
    gates: Mapping[str, Mapping[str, float]]
    targets: Mapping[str, float]


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """An article that is to be released.

    Attributes:
        reading: the article, and what was found in it.
        statuses: how its plain-language text stands.
        editions: the names of the editions that are to be made.
        today: the day of the release.
        settings: what the project asks.
        compare: asks the guards.
    """

    reading: Reading
    statuses: Sequence[Status]
    editions: frozenset[str]
    today: datetime.date
    settings: GateSettings
    compare: Compare = concerns


_Gate = Callable[[Candidate, Mapping[str, float]], Iterator[Finding]]


def gate_settings(data: Mapping[str, Any], file: str) -> GateSettings:
    """Read the table ``[gates]`` of a project file.

    Args:
        data: the ``profile``, and for each gate that differs from it ``"off"``, ``"on"`` or a table of its limits.
        file: the name of the project file, for messages.

    Raises:
        PublishError: it names a profile, a gate or a limit that does not exist.
    """
    profiles = _profiles()
    profile = data.get("profile", DEFAULT_PROFILE)
    if not isinstance(profile, str) or profile not in profiles:
        raise _broken(f"there is no profile “{profile}”", f"Choose from {', '.join(profiles)}.", file)
    gates = {name: dict(limits) for name, limits in profiles[profile]["gates"].items()}
    targets = dict(profiles[profile].get("targets", {}))
    for name, value in data.items():
        if name == "profile":
            continue
        if name == "targets":
            targets |= _numbers(name, value, known_targets(), file)
        elif name not in known_gates():
            raise _broken(f"there is no gate “{name}”", f"Known are: {', '.join(known_gates())}.", file)
        elif value == _OFF:
            gates.pop(name, None)
        elif value == "on":
            gates.setdefault(name, {})
        else:
            gates[name] = {**gates.get(name, {}), **_numbers(name, value, known_gates()[name], file)}
    return GateSettings(profile=profile, gates=gates, targets=targets)


def gate_findings(candidate: Candidate) -> tuple[Finding, ...]:
    """Return an error for each fault by which a gate keeps an article from being released."""
    findings = [
        finding
        for name, gate in _GATES.items()
        if name in candidate.settings.gates
        for finding in gate(candidate, candidate.settings.gates[name])
    ]
    ordered = sorted(findings, key=lambda finding: finding.location or Location(candidate.reading.document.source))
    return tuple(dict.fromkeys(ordered))


def known_gates() -> Mapping[str, frozenset[str]]:
    """Return the names of the gates, with the names of their limits."""
    return {name: frozenset() for name in _GATES}


def known_targets() -> frozenset[str]:
    """Return the names of the formulas whose scores can be aimed at."""
    return frozenset(name for profile in _profiles().values() for name in profile.get("targets", {}))


def _approval(candidate: Candidate, _limits: Mapping[str, float]) -> Iterator[Finding]:
    """Every plain-language text is approved as it stands."""
    if "plain" not in candidate.editions:
        return
    for status in candidate.statuses:
        if status.standing is Standing.APPROVED:
            continue
        stale = status.standing is Standing.STALE
        yield Finding(
            rule="release-stale" if stale else "release-draft",
            message=f"“{status.passage.name}” cannot be released. It is {status.told}.",
            location=status.passage.location,
            harms="Patients would get words that nobody vouches for.",
            mend="Read it with “publish plain review”, and approve it with “publish plain approve”.",
        )


def _coverage(candidate: Candidate, _limits: Mapping[str, float]) -> Iterator[Finding]:
    """Every block has a plain version, or is left out for a reason."""
    if "plain" not in candidate.editions:
        return
    document = candidate.reading.document
    edition = plain_edition(document, standings=Standings.all_approved(len(document.replacements)))
    for label in find(edition.body, NotYetPlain):
        for block in label.body:
            yield Finding(
                rule="release-not-yet-plain",
                message="This part has no plain-language version, so the plain edition cannot be released.",
                location=block.location or label.location,
                harms="Readers of plain language would meet text that they may not understand.",
                mend='Write a plain block below it, or leave it out: ::: plain {omit reason="…"}.',
            )


def _guards(candidate: Candidate, _limits: Mapping[str, float]) -> Iterator[Finding]:
    """No guard stops a plain-language text, unless whoever approved it overruled the guard and said why."""
    if "plain" not in candidate.editions:
        return
    for status in candidate.statuses:
        overruled = status.approval.guards if status.standing is Standing.APPROVED and status.approval else ()
        for concern in candidate.compare(status.passage, candidate.reading.document):
            if concern.stops and f"{concern.guard}: {concern.message}" not in overruled:
                yield Finding(
                    rule="release-guard",
                    message=f"The guard “{concern.guard}” stops “{status.passage.name}”: {concern.message}",
                    location=status.passage.location,
                    harms="The plain text may say something else than the article.",
                    mend="Mend the plain text, or approve it despite the guard and say why.",
                )


_GATES: Mapping[str, _Gate] = {"approval": _approval, "coverage": _coverage, "guards": _guards}


@cache
def _profiles() -> Mapping[str, Any]:
    data: dict[str, Any] = tomllib.loads(files("publish.plain").joinpath("profiles.toml").read_text(encoding="utf-8"))
    for profile in data.values():
        profile["gates"] = {name: {} if limits is True else limits for name, limits in profile["gates"].items()}
    return data


def _numbers(name: str, value: Any, known: frozenset[str], file: str) -> dict[str, float]:
    if not isinstance(value, dict):
        raise _broken(f"“{name}” has a value that does not fit", f'Write {name} = "on" or "off".', file)
    for limit, number in value.items():
        if limit not in known:
            names = f"Known are: {', '.join(sorted(known))}." if known else "It has no limits."
            raise _broken(f"“{name}” has no limit “{limit}”", names, file)
        if isinstance(number, bool) or not isinstance(number, int | float) or number < 0:
            raise _broken(f"the limit “{limit}” of “{name}” is no number", f"Write {limit} = 20.", file)
    return dict(value)


def _broken(problem: str, mend: str, file: str) -> PublishError:
    return PublishError(
        Finding(
            rule="project-file-broken",
            message=f"The project file cannot be used: under [gates], {problem}.",
            severity=Severity.ERROR,
            location=Location(file),
            mend=mend,
        )
    )
