"""Holding an article against the rules."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from publish.checks.passages import EXEMPT, Passage, passage_of_text, passages
from publish.checks.rule import EditionName, Fault, Rule, Text
from publish.checks.settings import CheckSettings
from publish.content import Allowance, Document, GlossaryEntry, Node, Reading, notes_of
from publish.content.language import is_kind_of, primary
from publish.findings import Finding, Location, Severity

LinesOf = Callable[[str], Sequence[str]]
_WORDS_LOOKED_FOR = 3
_LINES_LOOKED_AT = 100

UNUSED = "allowance-unused"


class Allowed(msgspec.Struct, frozen=True):
    """A finding that a comment in the source allows.

    Attributes:
        reason: what the comment says.
    """

    finding: Finding
    reason: str


class Checked(msgspec.Struct, frozen=True):
    """What the rules say of an article.

    Attributes:
        findings: in order of their places.
        allowed: what comments in the source allow, for whoever reviews the article.
    """

    findings: tuple[Finding, ...] = ()
    allowed: tuple[Allowed, ...] = ()


def _no_lines(file: str) -> Sequence[str]:
    return ()


def check(
    reading: Reading,
    rules: Sequence[Rule],
    settings: CheckSettings,
    *,
    today: datetime.date,
    glossary: tuple[GlossaryEntry, ...] = (),
    lines_of: LinesOf = _no_lines,
) -> Checked:
    """Hold an article against rules.

    Args:
        today: the day that dates are compared with.
        glossary: the words that the project explains; their definitions are checked too.
        lines_of: returns the lines of a file that a location names; the very line of a fault is looked for there.
    """
    document = reading.document
    editions: dict[EditionName, Iterator[Passage]] = {
        "standard": _standard(reading),
        "plain": _plain(reading),
        "every": _definitions(glossary, document),
    }
    texts = [
        Text(
            edition=edition,
            language=document.metadata.language,
            passages=tuple(_placed(found, lines_of)),
            document=document,
            glossary=glossary,
            fields=reading.fields,
            today=today,
        )
        for edition, found in editions.items()
    ]
    findings: list[Finding] = []
    unchecked: dict[str, dict[str, Rule]] = {}
    for rule in rules:
        for text in texts:
            severity = settings.severity(rule, text.edition)
            if severity is None or (text.edition == "plain" and not text.passages):
                continue
            text = msgspec.structs.replace(text, limits=settings.limits(rule))
            for part in _parts(text, rule, unchecked):
                findings.extend(_finding(rule, severity, fault, lines_of) for fault in rule.check(part))
    findings.extend(_not_checked(unchecked, document.source))
    kept, allowed = _without_allowed(findings, reading.allowances, rules)
    ordered = sorted(dict.fromkeys(kept), key=lambda finding: finding.location or Location(document.source))
    return Checked(tuple(ordered), tuple(allowed))


def _standard(reading: Reading) -> Iterator[Passage]:
    document, fields = reading.document, reading.fields
    source, language = Location(document.source), document.metadata.language
    for name in ("title", "subtitle"):
        if words := getattr(document.metadata, name):
            yield passage_of_text("title", words, language, fields.get(name, source))
    yield from passages(_with_notes(document.body, document), language, source)


def _plain(reading: Reading) -> Iterator[Passage]:
    document, fields = reading.document, reading.fields
    source, language = Location(document.source), document.metadata.language
    if document.metadata.plain_title:
        yield passage_of_text("title", document.metadata.plain_title, language, fields.get("plain-title", source))
    around = fields.get("plain-summary", source)
    for index, words in enumerate(document.metadata.plain_summary):
        place = fields.get(f"plain-summary.{index}", around)
        yield passage_of_text("prose", words, language, place)
    yield from passages(_with_notes(document.replacements, document), language, source)


def _with_notes(nodes: Sequence[Node], document: Document) -> tuple[Node, ...]:
    """Return nodes with the notes that they refer to: those of plain text are read in the plain edition."""
    return (*nodes, *notes_of(nodes, {note.id: note for note in document.notes}))


def _definitions(glossary: Iterable[GlossaryEntry], document: Document) -> Iterator[Passage]:
    """Yield what explains words of the article's language."""
    language = document.metadata.language
    for entry in glossary:
        if primary(entry.language) == primary(language):
            place = entry.location or Location(document.source)
            nearer = language if is_kind_of(language, entry.language) else entry.language
            yield passage_of_text("definition", entry.definition, nearer, place)


def _placed(found: Iterable[Passage], lines_of: LinesOf) -> Iterator[Passage]:
    """Yield passages whose sentences know their very line: a reader may know only where their paragraph begins."""
    for passage in found:
        sentences, line = [], 0
        for sentence in passage.sentences:
            place = sentence.location
            begin = place.line and _line_of(sentence.text.split(EXEMPT)[0], max(place.line, line), lines_of(place.file))
            line = begin or max(place.line, line)
            places = tuple(
                msgspec.structs.replace(each, line=max(each.line, line)) if each.line else each
                for each in sentence.locations
            )
            sentences.append(msgspec.structs.replace(sentence, locations=places))
        yield msgspec.structs.replace(passage, sentences=tuple(sentences))


def _parts(text: Text, rule: Rule, unchecked: dict[str, dict[str, Rule]]) -> Iterator[Text]:
    """Yield a text for each language of the passages that the rule knows, and note the others."""
    if rule.languages is None:
        yield text
        return
    for language in dict.fromkeys(passage.language for passage in text.passages):
        if primary(language) in rule.languages:
            part = tuple(passage for passage in text.passages if passage.language == language)
            yield msgspec.structs.replace(text, language=language, passages=part)
        else:
            unchecked.setdefault(primary(language), {})[rule.name] = rule


def _finding(rule: Rule, severity: Severity, fault: Fault, lines_of: LinesOf) -> Finding:
    return Finding(
        rule=rule.name,
        code=rule.code,
        message=fault.message,
        severity=Severity.WARNING if fault.doubtful and severity is Severity.ERROR else severity,
        location=_exact(fault, lines_of),
        harms=rule.reason,
        mend=fault.mend or rule.mend,
    )


def _exact(fault: Fault, lines_of: LinesOf) -> Location:
    """Return the line on which the words of a fault stand."""
    place = fault.location
    line = _line_of(fault.words, place.line, lines_of(place.file)) if fault.words and place.line else 0
    return msgspec.structs.replace(place, line=line) if line else place


def _line_of(words: str, first: int, lines: Sequence[str]) -> int:
    """Return the line on which words begin, from a line on to the end of its paragraph; 0 where they are not found.

    Only as many of the words are looked for as stand on one line.
    """
    parts = words.split()[:_WORDS_LOOKED_FOR]
    for count in range(len(parts), 0, -1):
        wanted = " ".join(parts[:count])
        for number in range(first, min(len(lines), first + _LINES_LOOKED_AT) + 1):
            line = lines[number - 1]
            if wanted in line and (count == len(parts) or line.rstrip().endswith(wanted)):
                return number
            if not line.strip():
                break
    return 0


def _not_checked(unchecked: Mapping[str, Mapping[str, Rule]], source: str) -> Iterator[Finding]:
    for language, rules in unchecked.items():
        names = ", ".join(f"{rule.code} {rule.name}" for rule in rules.values())
        yield Finding(
            rule="language-not-checked",
            message=f"Not checked in “{language}”, for which these rules have no data: {names}.",
            severity=Severity.INFORMATION,
            location=Location(source),
            harms="Whatever they would have found is still there: no message does not mean that all is well.",
            mend="Have somebody who reads the language look for it. docs/rules.md tells how to teach the rules.",
        )


def _without_allowed(
    findings: Iterable[Finding], allowances: Sequence[Allowance], rules: Sequence[Rule]
) -> tuple[list[Finding], list[Allowed]]:
    names = {name.casefold(): rule.name for rule in rules for name in (rule.name, rule.code)}
    used: set[tuple[Allowance, str]] = set()
    kept: list[Finding] = []
    allowed: list[Allowed] = []
    for finding in findings:
        matching = [
            (allowance, said)
            for allowance in allowances
            for said in allowance.rules
            if allowance.reason and names.get(said.casefold()) == finding.rule and _covers(allowance, finding.location)
        ]
        used.update(matching)
        if matching:
            allowed.append(Allowed(finding, matching[0][0].reason))
        else:
            kept.append(finding)
    for allowance in allowances:
        if not allowance.reason:
            kept.append(
                Finding(
                    rule="allowance-without-reason",
                    message="This comment switches a rule off and does not say why.",
                    location=allowance.location,
                    harms="Nobody who works on the text later could tell whether the exception is still right.",
                    mend="Write the reason after a colon.",
                )
            )
            continue
        for said in allowance.rules or ("",):
            if (allowance, said) not in used:
                problem = "finds nothing in the block after it" if said.casefold() in names else "does not exist"
                kept.append(
                    Finding(
                        rule="allowance-unused",
                        message=f"This comment allows “{said}”, which {problem}.",
                        severity=Severity.WARNING,
                        location=allowance.location,
                        harms="It would hide a fault that comes in later.",
                        mend="Take the comment away, or move it directly before the block that it is meant for.",
                    )
                )
    return kept, allowed


def _covers(allowance: Allowance, place: Location | None) -> bool:
    return (
        place is not None
        and place.file == allowance.location.file
        and allowance.location.line <= place.line <= allowance.last_line
    )
