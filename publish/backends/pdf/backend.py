"""Writing an edition as a tagged PDF."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

import msgspec

from publish.backends.backend import Context
from publish.backends.markup import Flavour, Renderer, Templates
from publish.backends.markup.contents import contents
from publish.backends.markup.dates import modification_date
from publish.backends.pdf.formulas import WIDEST, Drawing, cannot_be_drawn, draw, drawn_smaller
from publish.backends.pdf.weasyprint_version import KNOWN, is_known
from publish.content import Artifact, Edition, Image, List, Math, MathBlock, Node, find
from publish.findings import Location
from publish.images import load_image
from publish.labels import labels, written_date
from publish.plugins import Availability

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
    needs_narration: ClassVar[bool] = False
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

    def write(self, edition: Edition, context: Context) -> Sequence[Artifact]:
        """Write the PDF; it claims to conform to PDF/UA-1 only if the quick validator passes it."""
        from publish.backends.pdf.claim import settle_claim
        from publish.backends.pdf.engine import render_pdf

        page, stylesheets = _page(edition, context)
        candidate, pages = render_pdf(page, stylesheets, context.report, lambda text: _locate(text, edition))
        data, problems = settle_claim(candidate)
        for finding in problems:
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
        flavour=Flavour(sentence_elements=False, numbers_lead_back=True),
        labels=words,
        language=language,
        picture=picture,
        drawing=drawing,
    )
    page = renderer.page(
        "pdf/document.html",
        edition=edition,
        created=modification_date(edition.metadata).isoformat(),
        imprint=_imprint(edition, words),
        entries=contents(edition.body, str) if options.contents else (),
    )
    return page, [
        templates.stylesheet("pdf/base.css"),
        templates.stylesheet(f"pdf/profiles/{options.profile}.css"),
        f"@page {{ size: {options.page_size}; }}",
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


def _imprint(edition: Edition, words: Mapping[str, str]) -> str:
    metadata = edition.metadata
    due = metadata.reviewed.next if metadata.reviewed else None
    parts = [
        metadata.publisher,
        f"{words['version']} {metadata.version}" if metadata.version else "",
        f"{words['review_due']} {written_date(due, metadata.language)}" if due else "",
    ]
    return " · ".join(part for part in parts if part)


def _locate(text: str, edition: Edition) -> Location | None:
    found = (node for node in find([*edition.body, *edition.notes], Node) if text in getattr(node, "text", ""))
    return next((node.location for node in found), None)
