"""What a plain edition tells of text that nobody has approved."""

from __future__ import annotations

from publish.content import Document, Standing, Standings
from publish.findings import Finding, Location, Severity


def unapproved(document: Document, standings: Standings) -> list[Location | None]:
    """Return where what is not approved stands; None for the fields of the front matter, which come first."""
    fields = (
        (document.metadata.plain_title, standings.title),
        (document.metadata.plain_summary, standings.summary),
    )
    places: list[Location | None] = [None for text, standing in fields if text and standing is not Standing.APPROVED]
    for place, replacement in enumerate(document.replacements):
        written = replacement.omit or replacement.body or replacement.title
        if written and standings.of(place) is not Standing.APPROVED:
            places.append(replacement.location)
    return places


def not_approved(document: Document, places: list[Location | None], standings: Standings) -> Finding:
    """Return what to tell of text that is not approved, and of what is shown in its place."""
    number = len(places)
    where = _where(places, document.source)
    what = f"{number} plain-language text{'s are' if number > 1 else ' is'} not approved ({where})"
    if standings.drafts:
        return Finding(
            rule="plain-draft",
            message=f"{what}, and shown as a draft.",
            severity=Severity.INFORMATION,
            location=Location(document.source),
            harms="A patient must never get a draft; every format labels it.",
            mend="Read it with “publish plain review”, and approve it with “publish plain approve”.",
        )
    return Finding(
        rule="plain-not-approved",
        message=f"{what}. The original is shown in its place, and nothing where there is no original.",
        severity=Severity.WARNING,
        location=Location(document.source),
        harms="People who need plain language do not get this text yet.",
        mend="Read it with “publish plain review”, then “publish plain approve”; see drafts with “--drafts”.",
    )


def _where(places: list[Location | None], source: str) -> str:
    lines = [str(place.line) for place in places if place and place.file == source]
    parts = ["front matter"] if None in places else []
    parts += [f"{'lines' if len(lines) > 1 else 'line'} {', '.join(lines)}"] if lines else []
    parts += [str(place) for place in places if place and place.file != source]
    return "; ".join(parts)
