"""Writing an edition as a tagged PDF."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import ClassVar, Literal

import msgspec

from publish.backends.backend import Context
from publish.backends.markup import Flavour, Renderer, Templates
from publish.backends.markup.contents import contents
from publish.backends.markup.dates import modification_date
from publish.backends.markup.quantities import NO_BREAK_SPACE
from publish.backends.pdf.formulas import WIDEST, Drawing, cannot_be_drawn, draw, drawn_smaller
from publish.backends.pdf.letterhead import imprint, logo, other_forms
from publish.backends.pdf.weasyprint_version import KNOWN, is_known
from publish.content import Artifact, Edition, Image, List, Math, MathBlock, Node, find
from publish.content.language import direction_of
from publish.findings import Finding, Location
from publish.images import load_image
from publish.labels import labels
from publish.plugins import Availability
from publish.validators.print_profile import check_print_profile

PageSize = Literal["A4", "Letter"]


class PdfOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """The options of the PDF backend.

    Attributes:
        profile: name of a stylesheet in ``templates/pdf/profiles/``.
        page_size: of the paper.
        contents: whether a table of contents with page numbers stands before the text.
    """

    profile: str = "clear-print"
    page_size: PageSize = "A4"
    contents: bool = False


class PdfBackend:
    """Writes a tagged PDF."""

    name: ClassVar[str] = "pdf"
    media_type: ClassVar[str] = "application/pdf"
    edition: ClassVar[str] = "standard"
    Options: ClassVar[type[PdfOptions]] = PdfOptions

    def availability(self) -> Availability:
        """Tell whether the backend can run here: it needs the Pango library, and the WeasyPrint that it knows."""
        try:
            import weasyprint
        except OSError:
            return Availability("the Pango library is not installed", "Install it: apt install libpangoft2-1.0-0")
        if not is_known(weasyprint.__version__):
            return Availability(
                f"WeasyPrint {weasyprint.__version__} is installed, whose tags Publish cannot replace",
                f"Install the one that it knows: pip install 'weasyprint=={KNOWN}.*'",
            )
        return Availability()

    def needs_narration(self, options: PdfOptions) -> bool:
        """Tell that nothing is spoken."""
        return False

    def write(self, edition: Edition, context: Context) -> Sequence[Artifact]:
        """Write the PDF; it claims to conform to PDF/UA-1 only if the quick validator passes it.

        What is printed is held against the numbers of the profile, if it is one that Publish knows.
        """
        from publish.backends.pdf.claim import settle_claim
        from publish.backends.pdf.engine import render_pdf
        from publish.backends.pdf.missing_characters import report_missing_characters

        page, stylesheets = _page(edition, context)
        missing = report_missing_characters(page, edition)

        def report(finding: Finding) -> None:
            # The engine tells of each missing character by itself, and knows the place of few.
            if not (missing and finding.rule == missing[0].rule):
                context.report(finding)

        for finding in missing:
            context.report(finding)
        candidate, pages = render_pdf(page, stylesheets, report, lambda text: _locate(text, edition))
        data, problems = settle_claim(candidate)
        for finding in (*problems, *check_print_profile(data, context.options.profile)):
            context.report(finding)
        path = context.folder / f"{context.stem}.pdf"
        path.write_bytes(data)
        return [Artifact(path=path, media_type=self.media_type, pages=pages)]


def _page(edition: Edition, context: Context) -> tuple[str, list[str]]:
    def picture(image: Image) -> str:
        file = load_image(context.gate, image.source, location=image.location)
        return f"data:{file.media_type};base64,{base64.b64encode(file.data).decode('ascii')}"

    def drawing(formula: Math | MathBlock) -> Drawing | None:
        drawn = draw(formula)
        if drawn is None or drawn.width > WIDEST:
            context.report(cannot_be_drawn(formula) if drawn is None else drawn_smaller(formula))
        return drawn

    options: PdfOptions = context.options
    language = edition.metadata.language
    words = labels(language, context.report)
    templates = Templates(context.gate)
    renderer = Renderer(
        templates,
        flavour=Flavour(sentence_elements=False, numbers_lead_back=True, printed=True),
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
        other_forms=other_forms(context, words),
        entries=contents(edition.body, str) if options.contents else (),
    )
    # Atkinson Hyperlegible lacks the narrow no-break space, and no other font need be loaded for it.
    return page.replace("\u202f", NO_BREAK_SPACE), [
        templates.stylesheet("pdf/base.css"),
        templates.stylesheet(f"pdf/profiles/{options.profile}.css"),
        f"@page {{ size: {options.page_size}; }}",
        templates.stylesheet("pdf/right-to-left.css") if direction_of(language) == "rtl" else "",
        _list_starts(edition),
    ]


def _list_starts(edition: Edition) -> str:
    """Return the rules that let lists begin with their own numbers, which WeasyPrint 70 does not do by itself.

    It would with its presentational hints, but those pull pictures out of shape.
    """
    starts = {each.start for each in find([*edition.body, *edition.notes], List) if each.ordered and each.start != 1}
    return "\n".join(
        f'ol[start="{start}"] {{ counter-reset: list-item {start}; counter-increment: list-item -1; }}'
        for start in sorted(starts)
    )


def _locate(text: str, edition: Edition) -> Location | None:
    found = (node for node in find([*edition.body, *edition.notes], Node) if text in getattr(node, "text", ""))
    return next((node.location for node in found), None)
