"""An edition as the HTML page and the styles that a PDF is laid out from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from jinja2 import TemplateNotFound

from publish.backends.backend import Context
from publish.backends.markup import Flavour, Renderer, Templates
from publish.backends.markup.contents import contents
from publish.backends.markup.dates import modification_date
from publish.backends.markup.quantities import NO_BREAK_SPACE
from publish.backends.pdf.formulas import Drawing, cannot_be_drawn, draw
from publish.backends.pdf.letterhead import imprint, logo
from publish.backends.pdf.other_forms import other_forms
from publish.content import Edition, Image, List, Math, MathBlock, find
from publish.content.language import direction_of
from publish.findings import Finding, Location, PublishError
from publish.images import load_image
from publish.labels import labels
from publish.validators.print_rules import PRINT_RULES

if TYPE_CHECKING:
    from publish.backends.pdf.backend import PdfOptions


class Handout(msgspec.Struct, frozen=True):
    """What is laid out on pages.

    Attributes:
        page: the whole HTML page.
        stylesheets: CSS texts, the later ones stronger.
        formulas: by the address of their drawings.
    """

    page: str
    stylesheets: list[str]
    formulas: dict[str, Math | MathBlock]


def make_handout(edition: Edition, context: Context) -> Handout:
    """Return an edition as a page, with the options of the PDF backend in its context."""
    formulas: dict[str, Math | MathBlock] = {}

    def picture(image: Image) -> str:
        return load_image(context.gate, image.source, location=image.location).address

    def drawing(formula: Math | MathBlock) -> Drawing | None:
        drawn = draw(formula)
        if drawn is None:
            context.report(cannot_be_drawn(formula))
        else:
            formulas[drawn.address] = formula
        return drawn

    options: PdfOptions = context.options
    language = edition.metadata.language
    words = labels(language, context.report)
    templates = Templates(context.gate)
    renderer = Renderer(
        templates,
        flavour=Flavour(sentence_elements=False, printed=True),
        labels=words,
        language=language,
        picture=picture,
        drawing=drawing,
    )
    page = renderer.page(
        "pdf/document.html",
        edition=edition,
        created=modification_date(edition.metadata).isoformat(),
        imprint=imprint(edition, context.house, words),
        masthead=context.house.masthead,
        logo=logo(context.house, context.gate, context.report),
        other_forms=other_forms(context.house, words),
        entries=contents(edition.body, str) if options.contents else (),
    )
    stylesheets = [
        templates.stylesheet("pdf/base.css"),
        _profile(options.profile, templates),
        f"@page {{ size: {options.page_size}; }} @page wide {{ size: {options.page_size} landscape; }}",
        templates.stylesheet("pdf/right-to-left.css") if direction_of(language) == "rtl" else "",
        _list_starts(edition),
    ]
    # Atkinson Hyperlegible lacks the narrow no-break space, and no other font need be loaded for it.
    return Handout(page.replace("\u202f", NO_BREAK_SPACE), stylesheets, formulas)


def _profile(name: str, templates: Templates) -> str:
    try:
        return templates.stylesheet(f"pdf/profiles/{name}.css")
    except PublishError as error:
        if name in PRINT_RULES or not isinstance(error.__cause__, TemplateNotFound):
            raise
        raise PublishError(
            Finding(
                rule="print-profile-unknown",
                message=f"There is no print profile “{name}”.",
                location=Location("publish.toml"),
                harms="The PDF cannot be made.",
                mend=f"Choose from {', '.join(sorted(PRINT_RULES))}, or make templates/pdf/profiles/{name}.css.",
            )
        ) from error


def _list_starts(edition: Edition) -> str:
    """Return the rules that let lists begin with their own numbers, which WeasyPrint 70 does not do by itself.

    It would with its presentational hints, but those pull pictures out of shape.
    """
    starts = {each.start for each in find([*edition.body, *edition.notes], List) if each.ordered and each.start != 1}
    return "\n".join(
        f'ol[start="{start}"] {{ counter-reset: list-item {start}; counter-increment: list-item -1; }}'
        for start in sorted(starts)
    )
