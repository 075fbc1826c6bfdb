"""The head of a handout, the line at the foot of its pages, and where its other forms are."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping

import msgspec

from publish.backends.backend import Context
from publish.backends.markup.filters import written_date
from publish.backends.markup.quantities import NO_BREAK_SPACE
from publish.backends.pdf.qr_code import qr_code
from publish.content import Edition, House
from publish.findings import Finding, Location, PublishError
from publish.gate import Gate
from publish.images import load_image


class OtherForms(msgspec.Struct, frozen=True):
    """What the box about other forms says.

    Attributes:
        names: of the forms, as readers call them.
        page: the address at which they are; empty when there is none.
        code: a picture of that address; empty when there is none.
    """

    names: tuple[str, ...]
    page: str
    code: str


def logo(house: House, gate: Gate, report: Callable[[Finding], None]) -> str:
    """Return a ``data:`` address of the logo; nothing where there is none, or none that can be used."""
    if house.masthead is None or not house.masthead.logo:
        return ""
    place = Location("publish.toml")
    try:
        file = load_image(gate, gate.locate(house.masthead.logo, location=place), location=place)
    except PublishError as error:
        for finding in error.findings:
            report(msgspec.structs.replace(finding, harms="The handout appears without the logo."))
        return ""
    return f"data:{file.media_type};base64,{base64.b64encode(file.data).decode('ascii')}"


def imprint(edition: Edition, house: House, words: Mapping[str, str]) -> str:
    """Return what stands at the foot of every page: who published it, which version, and until when it is good."""
    metadata = edition.metadata
    due = metadata.reviewed.next if metadata.reviewed else None
    kept = [
        f"{words['version']} {metadata.version}" if metadata.version else "",
        f"{words['review_due']} {written_date(due, metadata.language)}" if due else "",
    ]
    publisher = metadata.publisher or (house.masthead.name if house.masthead else "")
    return " · ".join(part for part in (publisher, *(part.replace(" ", NO_BREAK_SPACE) for part in kept)) if part)


def other_forms(context: Context, words: Mapping[str, str]) -> OtherForms | None:
    """Return the forms in which the article is published beside the one being made; None where there are no others."""
    names = [name for name in context.house.forms if name != context.output]
    if not names:
        return None
    page = context.house.page
    shown = tuple(words.get(f"form_{name.replace('-', '_')}", name) for name in names)
    return OtherForms(shown, page, qr_code(page) if page else "")
