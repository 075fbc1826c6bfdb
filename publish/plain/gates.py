"""The gates of a release: what must hold of an article before it may go out.

Rules are gates; scores are only reported against a target, since a text can score well and still not be understood.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from publish.checks import UNUSED, Allowed, CheckSettings, RuleSettings, check, rules
from publish.content import Document, Edition, Reading, Standing, Standings, plain_text
from publish.editions import kept_headings, make_edition, plain_edition, uncovered
from publish.findings import Finding, Location, Severity
from publish.guards import Article
from publish.plain.guarding import not_guarded, verdicts
from publish.plain.settings import GateSettings
from publish.plain.status import Status
from publish.plain.uncovered import how_to_cover
from publish.readability import FORMULAS, measure_edition

_NO_GATE = "A score stops no release: it cannot tell whether a text is understood."


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """An article that is to be released.

    Attributes:
        reading: the article, and what was found in it.
        statuses: how its plain-language text stands.
        editions: the names of the editions that are to be made.
        today: the day of the release.
        settings: what the project asks.
        checks: how the project uses the rules, for the limits that the gates do not name.
        lines_of: gives the lines of a source that is a text, by its name.
    """

    reading: Reading
    statuses: Sequence[Status]
    editions: frozenset[str]
    today: datetime.date
    settings: GateSettings
    checks: CheckSettings = CheckSettings()
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


_HEADINGS_SHOWN = 10


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


def _broken_rules(candidate: Candidate) -> Iterator[Finding]:
    """Hold what is made against the rules that are gates.

    In plain language, and in what every edition has, each rule that is a gate counts as an error; in the article as
    written those that are errors there anyway, and those that look at nothing else.
    """
    gates = candidate.settings.gates
    chosen = []
    for rule in rules():
        severity = {
            edition: Severity.ERROR
            for edition, usual in rule.severity.items()
            if edition == "every"
            or (
                edition in candidate.editions
                and (edition == "plain" or usual is Severity.ERROR or len(rule.severity) == 1)
            )
        }
        if rule.name in gates and severity:
            chosen.append(msgspec.structs.replace(rule, severity=severity))
    limits = {rule.name: {**candidate.checks.limits(rule), **gates[rule.name]} for rule in chosen}
    settings = CheckSettings({name: RuleSettings(limits=limit) for name, limit in limits.items()})
    checked = check(
        candidate.reading,
        chosen,
        settings,
        today=candidate.today,
        glossary=candidate.document.glossary,
        lines_of=candidate.lines_of,
    )
    # A comment about a rule that is no gate, or about an edition that is not made, has found nothing here.
    yield from (finding for finding in checked.findings if finding.rule != UNUSED)
    for allowed in checked.allowed:
        yield _still_shut(allowed) if allowed.finding.rule in candidate.settings.firm else _opened(allowed)


def _still_shut(allowed: Allowed) -> Finding:
    mend = f"{allowed.finding.mend} No comment opens this gate; [gates] in the project file says which ones are firm."
    return msgspec.structs.replace(allowed.finding, mend=mend)


def _opened(allowed: Allowed) -> Finding:
    finding = allowed.finding
    return Finding(
        rule="release-allowed",
        message=f"A comment opens the gate “{finding.rule}” here: {allowed.reason}. {finding.message}",
        severity=Severity.WARNING,
        location=finding.location,
        harms=finding.harms,
        mend="Judge whether the reason holds. Under [gates], “firm” names the gates that no comment opens.",
    )


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
            message=f"{formula.title} of the plain edition: {about}{score.value:.1f}; "
            f"the target is {target:g}. {_NO_GATE}",
            severity=Severity.WARNING if missed else Severity.INFORMATION,
            location=Location(candidate.document.source),
            harms="The text may be harder to read than it need be." if missed else "",
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
    document = candidate.document
    notes = {note.id: note for note in document.notes}
    for each in uncovered(document):
        yield Finding(
            rule="release-not-yet-plain",
            message=f"“{each.words}” has no plain version, so the plain edition cannot be released.",
            location=each.location,
            harms="Readers of plain language would meet text that they may not understand.",
            mend=how_to_cover(each, document.metadata.language, notes),
        )
    if headings := kept_headings(document):
        shown = [f"line {one.location.line} “{plain_text(one.title)}”" for one in headings if one.location]
        more = f"; and {len(shown) - _HEADINGS_SHOWN} more" if len(shown) > _HEADINGS_SHOWN else ""
        yield Finding(
            rule="release-headings-kept",
            message=f"{len(headings)} of the headings in the plain edition are those of the article: "
            f"{'; '.join(shown[:_HEADINGS_SHOWN])}{more}.",
            severity=Severity.INFORMATION,
            location=Location(document.source),
            harms="A heading with hard words lets readers of plain language miss what is for them.",
            mend="Where a heading is hard, begin the plain block of its first paragraph with an easier one.",
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
