"""The gates of a release: what must hold of an article before it may go out.

Rules are gates; scores are only reported against a target, since a text can score well and still not be understood.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from publish.checks import CheckSettings, RuleSettings, check, rules
from publish.content import Document, Edition, GlossaryEntry, NotYetPlain, Reading, Standing, Standings, find
from publish.editions import make_edition, plain_edition
from publish.findings import Finding, Location, Severity
from publish.guards import Article
from publish.plain.guarding import not_guarded, verdicts
from publish.plain.settings import GateSettings
from publish.plain.status import Status
from publish.readability import FORMULAS, measure_edition


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """An article that is to be released.

    Attributes:
        reading: the article, and what was found in it.
        statuses: how its plain-language text stands.
        editions: the names of the editions that are to be made.
        today: the day of the release.
        settings: what the project asks.
        checks: how the project uses the rules, for the limits that the gates do not name.
        glossary: the words that the project explains.
        lines_of: gives the lines of a source that is a text, by its name.
    """

    reading: Reading
    statuses: Sequence[Status]
    editions: frozenset[str]
    today: datetime.date
    settings: GateSettings
    checks: CheckSettings = CheckSettings()
    glossary: tuple[GlossaryEntry, ...] = ()
    lines_of: Callable[[str], Sequence[str]] = lambda _file: ()

    @property
    def document(self) -> Document:
        """What it holds."""
        return self.reading.document


def release_findings(candidate: Candidate) -> tuple[Finding, ...]:
    """Return an error for each fault that keeps an article from being released, then its scores against the targets."""
    faults = sorted(
        (*_own_faults(candidate), *_faults_of_editions(candidate), *_broken_rules(candidate)),
        key=lambda finding: finding.location or Location(candidate.document.source),
    )
    return tuple(dict.fromkeys((*faults, *_scores(candidate))))


def _own_faults(candidate: Candidate) -> Iterator[Finding]:
    for name, gate in _GATES.items():
        if name in candidate.settings.gates and "plain" in candidate.editions:
            yield from gate(candidate)


def _faults_of_editions(candidate: Candidate) -> Iterator[Finding]:
    """Yield what is lost in the making of the editions: text without a place, links that lead nowhere."""
    found: list[Finding] = []
    document = candidate.document
    for name in sorted(candidate.editions):
        make_edition(name, document, found.append, Standings.all_approved(len(document.replacements)))
    return (msgspec.structs.replace(finding, severity=Severity.ERROR) for finding in found)


def _broken_rules(candidate: Candidate) -> Sequence[Finding]:
    """Hold the editions that are made against the rules that are gates.

    In plain language every rule that is a gate counts as an error; in the article as written those that are errors
    there anyway.
    """
    gates = candidate.settings.gates
    chosen = []
    for rule in rules():
        severity = {
            edition: Severity.ERROR
            for edition, usual in rule.severity.items()
            if edition in candidate.editions and (edition == "plain" or usual is Severity.ERROR)
        }
        if rule.name in gates and severity:
            chosen.append(msgspec.structs.replace(rule, severity=severity))
    limits = {rule.name: {**candidate.checks.limits(rule), **gates[rule.name]} for rule in chosen}
    settings = CheckSettings({name: RuleSettings(limits=limit) for name, limit in limits.items()})
    return check(
        candidate.reading,
        chosen,
        settings,
        today=candidate.today,
        glossary=candidate.glossary,
        lines_of=candidate.lines_of,
    ).findings


def _scores(candidate: Candidate) -> Iterator[Finding]:
    """Tell the scores of the plain edition against the targets, as far as its language has such a formula."""
    if "plain" not in candidate.editions:
        return
    for score in measure_edition(_approved_edition(candidate)).scores:
        formula, target = FORMULAS[score.formula], candidate.settings.targets.get(score.formula)
        if target is None:
            continue
        missed = score.value < target if formula.high_is_easy else score.value > target
        about = "approximately " if score.approximate else ""
        yield Finding(
            rule="score-missed" if missed else "score-reached",
            message=f"{formula.title} of the plain edition: {about}{score.value:.1f}; the target is {target:g}.",
            severity=Severity.WARNING if missed else Severity.INFORMATION,
            location=Location(candidate.document.source),
            harms="A score stops no release: it cannot tell whether a text is understood.",
            mend="“publish readability” lists the hardest sentences first." if missed else "",
        )


def _approved_edition(candidate: Candidate) -> Edition:
    document = candidate.document
    return plain_edition(document, standings=Standings.all_approved(len(document.replacements)))


def _approval(candidate: Candidate) -> Iterator[Finding]:
    """Every plain-language text is approved as it stands."""
    for status in candidate.statuses:
        if status.standing is Standing.APPROVED:
            continue
        stale = status.standing is Standing.STALE
        yield Finding(
            rule="release-stale" if stale else "release-draft",
            message=f"“{status.passage.name}” cannot be released ({status.told}).",
            location=status.passage.location,
            harms="Patients would get words that nobody vouches for.",
            mend="Read it with “publish plain review”, and approve it with “publish plain approve”.",
        )


def _coverage(candidate: Candidate) -> Iterator[Finding]:
    """Every block has a plain version, or is left out for a reason."""
    for label in find(_approved_edition(candidate).body, NotYetPlain):
        for block in label.body:
            yield Finding(
                rule="release-not-yet-plain",
                message="This part has no plain-language version, so the plain edition cannot be released.",
                location=block.location or label.location,
                harms="Readers of plain language would meet text that they may not understand.",
                mend='Write a plain block below it, or leave it out: ::: plain {omit reason="…"}.',
            )


def _guards(candidate: Candidate) -> Iterator[Finding]:
    """No guard stops a plain-language text, unless whoever approved it overruled the guard and said why.

    That a language is not guarded is told once, and stops nothing.
    """
    article = Article(candidate.document)
    for status in candidate.statuses:
        for verdict in verdicts(status.passage, article):
            if verdict.guard == "language" and not verdict.stops:
                yield not_guarded(verdict, Location(status.passage.location.file))
            elif status.is_stopped_by(verdict):
                yield Finding(
                    rule="release-guard",
                    message=f"The guard “{verdict.guard}” stops “{status.passage.name}”: {verdict.message}",
                    location=status.passage.location,
                    harms=verdict.harm,
                    mend="Mend the plain text, or approve it despite the guard and say why.",
                )


_GATES: Mapping[str, Callable[[Candidate], Iterator[Finding]]] = {
    "approval": _approval,
    "coverage": _coverage,
    "guards": _guards,
}
