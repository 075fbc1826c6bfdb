"""The head of a handout, and the line at the foot of its pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from publish.backends.markup.quantities import NO_BREAK_SPACE
from publish.content import Edition, House
from publish.findings import Finding, Location, PublishError
from publish.gate import Gate
from publish.images import load_image
from publish.labels import written_date


def logo(house: House, gate: Gate, report: Callable[[Finding], None]) -> str:
    """Return a ``data:`` address of the logo; nothing where there is none, or none that can be used."""
    if house.masthead is None or not house.masthead.logo:
        return ""
    place = Location("publish.toml")
    try:
        file = load_image(gate, gate.locate(house.masthead.logo, location=place), location=place)
    except PublishError as error:
        for finding in error.findings:
            mend = "Check the spelling; the path of a logo starts from the folder of publish.toml."
            missing = finding.rule == "file-missing"
            finding = msgspec.structs.replace(finding, mend=mend if missing else finding.mend)
            report(msgspec.structs.replace(finding, harms="The handout appears without the logo."))
        return ""
    return file.address


def imprint(edition: Edition, house: House, words: Mapping[str, str]) -> str:
    """Return what stands at the foot of every page.

    It tells who published it, whether it is a draft, which version it is, and until when it is good.
    """
    metadata = edition.metadata
    due = metadata.reviewed.next if metadata.reviewed else None
    kept = [
        words["draft_title"] if edition.draft else "",
        f"{words['version']} {metadata.version}" if metadata.version else "",
        f"{words['review_due']} {written_date(due, metadata.language)}" if due else "",
    ]
    publisher = metadata.publisher or (house.masthead.name if house.masthead else "")
    return " · ".join(part for part in (publisher, *(part.replace(" ", NO_BREAK_SPACE) for part in kept)) if part)
