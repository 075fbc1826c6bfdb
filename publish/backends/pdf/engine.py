"""WeasyPrint, run behind the closed door and with its warnings caught."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.logger import LOGGER
from weasyprint.text.fonts import FontConfiguration

from publish.backends.pdf.archive import VARIANT, fit_for_archives
from publish.backends.pdf.closed_door import ClosedDoor
from publish.backends.pdf.fonts import faces
from publish.backends.pdf.tags import publish_tagger
from publish.backends.pdf.unicode_maps import fill_unicode_maps
from publish.findings import Finding, Location, PublishError, Severity

_NOTDEF = re.compile(r"\.notdef.*\(U\+([0-9A-F]{4,6})")


def render_pdf(
    page: str, stylesheets: list[str], report: Callable[[Finding], None], locate: Callable[[str], Location | None]
) -> tuple[bytes, int]:
    """Make a tagged PDF that bears the identifiers of PDF/UA-1 and PDF/A-3a; whether it may is for others to judge.

    Args:
        page: the whole HTML page, its pictures within it.
        stylesheets: CSS texts, the later ones stronger.
        report: takes what WeasyPrint warns of.
        locate: tells where in the source a character stands.

    Returns:
        the file and its number of pages.

    Raises:
        PublishError: the article cannot be laid out.
    """
    fonts = faces(page)
    door = ClosedDoor(font.path for font in fonts)
    configuration = FontConfiguration()
    texts = ["\n".join(font.css() for font in fonts), *stylesheets]
    with _warnings(report, locate):
        try:
            sheets = [CSS(string=text, url_fetcher=door, font_config=configuration) for text in texts]
            document = HTML(string=page, url_fetcher=door, base_url="publish:").render(
                stylesheets=sheets, font_config=configuration, pdf_variant=VARIANT
            )
            _drop_repeated_links(document)
            with publish_tagger():
                return document.write_pdf(pdf_variant=VARIANT, finisher=_finish), len(document.pages)
        except RecursionError as error:
            raise PublishError(
                Finding(
                    rule="nested-too-deeply",
                    message="The article is nested too deeply to be laid out on pages.",
                    mend="Write it with fewer levels of lists, quotations and boxes.",
                )
            ) from error


def _finish(document: Document, pdf: Any) -> None:
    fill_unicode_maps(document, pdf)
    fit_for_archives(document, pdf)


def _drop_repeated_links(document: Document) -> None:
    """Keep one annotation a link: WeasyPrint 70 makes one more, outside the Link tag, of each element within a link."""
    for page in document.pages:
        page.links = [link for link in page.links if link[3].link]


@contextmanager
def _warnings(report: Callable[[Finding], None], locate: Callable[[str], Location | None]) -> Iterator[None]:
    handler = _Collector()
    others, LOGGER.handlers = LOGGER.handlers, [handler]
    propagate, LOGGER.propagate = LOGGER.propagate, False
    try:
        yield
    finally:
        LOGGER.handlers, LOGGER.propagate = others, propagate
    for message in dict.fromkeys(handler.messages):
        report(_finding(message, locate))


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _finding(message: str, locate: Callable[[str], Location | None]) -> Finding:
    if missing := _NOTDEF.search(message):
        character = chr(int(missing[1], 16))
        return Finding(
            rule="character-without-font",
            message=f"No font of Publish has a sign for “{character}” (U+{missing[1]}).",
            location=locate(character),
            harms="Readers see an empty box where a letter belongs.",
            mend="Install a font that has it, such as a Noto font, or write the passage otherwise.",
        )
    return Finding(
        rule="pdf-engine-warning",
        message=f"The PDF engine warns: {message}",
        severity=Severity.WARNING,
        mend="Check the page that it is about; if the article is not to blame, report it to the project.",
    )
