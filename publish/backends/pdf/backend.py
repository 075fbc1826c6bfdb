"""Writing an edition as a tagged PDF."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

import msgspec

from publish.backends.backend import Context
from publish.backends.pdf.formulas import drawn_smaller
from publish.backends.pdf.handout import make_handout
from publish.backends.pdf.weasyprint_version import KNOWN, is_known
from publish.content import Artifact, Edition
from publish.plugins import Availability
from publish.speech.settings import NarrationSettings
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

    def narration_settings(self, options: PdfOptions, settings: NarrationSettings) -> NarrationSettings | None:
        """Tell that nothing is spoken."""
        return None

    def write(self, edition: Edition, context: Context) -> Sequence[Artifact]:
        """Write the PDF; it claims to conform to PDF/UA-1 and PDF/A-3a only if the quick validator passes it.

        What is printed is held against the numbers of the profile, if it is one that Publish knows.
        """
        from publish.backends.pdf.claim import settle_claim, without_claim
        from publish.backends.pdf.engine import render_pdf
        from publish.backends.pdf.missing_characters import missing_characters, without_font

        handout = make_handout(edition, context)
        missing = missing_characters(handout.page)
        rendering = render_pdf(handout.page, handout.stylesheets, missing=missing)
        data, problems = settle_claim(rendering.data if rendering.tagged else without_claim(rendering.data))
        for finding in (
            *(without_font(missing, edition) if missing else ()),
            *rendering.findings,
            *(drawn_smaller(formula) for address, formula in handout.formulas.items() if address in rendering.narrowed),
            *problems,
            *check_print_profile(data, context.options.profile),
        ):
            context.report(finding)
        path = context.folder / f"{context.stem}.pdf"
        path.write_bytes(data)
        return [Artifact(path=path, media_type=self.media_type, pages=rendering.pages)]
