"""WeasyPrint, run behind the closed door and with its warnings caught."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager

import msgspec
import pydyf
from weasyprint import CSS, HTML
from weasyprint.document import Document
from weasyprint.logger import LOGGER
from weasyprint.text.fonts import FontConfiguration

from publish.backends.pdf.archive import VARIANT, fit_for_archives
from publish.backends.pdf.closed_door import ClosedDoor
from publish.backends.pdf.fonts import faces
from publish.backends.pdf.table_layout import table_rules
from publish.backends.pdf.tags import publish_tagger
from publish.backends.pdf.tags.surroundings import boxes_of
from publish.backends.pdf.unicode_maps import fill_unicode_maps
from publish.findings import Finding, PublishError, Severity

_NOTDEF = re.compile(r"\.notdef.*\(U\+([0-9A-F]{4,6})")
_WIDTH = re.compile(r"width: ([\d.]+)em")
# WeasyPrint's logger and the hook into its tagger are shared by all threads.
_one_at_a_time = threading.Lock()


class Rendering(msgspec.Struct, frozen=True, kw_only=True):
    """A finished PDF, and what became of it on the way.

    Attributes:
        data: the whole file.
        pages: their number.
        narrowed: the addresses of formulas that are drawn smaller than their text.
        findings: what WeasyPrint warned of, and what could not be tagged.
        tagged: whether all content is in the tags.
    """

    data: bytes
    pages: int
    narrowed: frozenset[str]
    findings: tuple[Finding, ...]
    tagged: bool


def render_pdf(page: str, stylesheets: list[str], *, missing: Collection[str] = ()) -> Rendering:
    """Make a tagged PDF that bears the identifiers of PDF/UA-1 and PDF/A-3a; whether it may is for others to judge.

    A process renders one PDF at a time; other threads wait.

    Args:
        page: the whole HTML page, its pictures within it.
        stylesheets: CSS texts, the later ones stronger.
        missing: characters that are known to have no font, of which nothing is told again.

    Raises:
        PublishError: the article cannot be laid out.
    """
    fonts = faces(page)
    door = ClosedDoor(font.path for font in fonts)
    configuration = FontConfiguration()
    texts = ["\n".join(font.css() for font in fonts), *stylesheets]

    def lay_out(styles: list[str]) -> Document:
        sheets = [CSS(string=style, url_fetcher=door, font_config=configuration) for style in styles]
        html = HTML(string=page, url_fetcher=door, base_url="publish:")
        return html.render(stylesheets=sheets, font_config=configuration, pdf_variant=VARIANT)

    with _one_at_a_time, _messages() as messages:
        try:
            document = lay_out(texts)
            if rules := table_rules(document):
                document = lay_out([*texts, rules])
            _drop_repeated_links(document)
            with publish_tagger(document) as tagging:
                data = document.write_pdf(pdf_variant=VARIANT, finisher=_finish)
        except RecursionError as error:
            raise PublishError(
                Finding(
                    rule="nested-too-deeply",
                    message="The article is nested too deeply to be laid out on pages.",
                    harms="No reader can follow it.",
                    mend="Write it with fewer levels of lists, quotations and boxes.",
                )
            ) from error
    findings = [finding for message in dict.fromkeys(messages) if (finding := _finding(message, missing))]
    if not tagging.complete:
        findings.append(_drawn_apart())
    if tagging.lost:
        findings.append(_lost(tagging.lost))
    return Rendering(
        data=data,
        pages=len(document.pages),
        narrowed=frozenset(_narrowed(document)),
        findings=tuple(findings),
        tagged=tagging.complete,
    )


def _finish(document: Document, pdf: pydyf.PDF) -> None:
    fill_unicode_maps(document, pdf)
    fit_for_archives(document, pdf)


def _drop_repeated_links(document: Document) -> None:
    """Keep one annotation a link.

    WeasyPrint 70 makes one more, outside the Link tag, of each element within a link, and of each link in the head of a
    table on every page that the head is printed on again.
    """
    repeated = {box for box, surroundings in boxes_of(document) if surroundings.repeated}
    for page in document.pages:
        page.links = [link for link in page.links if link[3].link and link[3] not in repeated]


def _narrowed(document: Document) -> Iterator[str]:
    for box, _ in boxes_of(document):
        if box.element is None or box.element_tag != "img" or box.element.get("role") != "math":
            continue
        wanted = _WIDTH.search(box.element.get("style") or "")
        if wanted and box.width < 0.98 * float(wanted[1]) * box.style["font_size"]:
            yield box.element.get("src")


@contextmanager
def _messages() -> Iterator[list[str]]:
    """Collect what WeasyPrint warns of."""
    handler = _Collector()
    others, LOGGER.handlers = LOGGER.handlers, [handler]
    propagate, LOGGER.propagate = LOGGER.propagate, False
    try:
        yield handler.messages
    finally:
        LOGGER.handlers, LOGGER.propagate = others, propagate


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _finding(message: str, missing: Collection[str]) -> Finding | None:
    if unseen := _NOTDEF.search(message):
        character = chr(int(unseen[1], 16))
        if character in missing:
            return None
        message = f"no font has a sign for “{character}” (U+{unseen[1]})"
    return Finding(
        rule="pdf-engine-warning",
        message=f"The PDF engine warns: {message}",
        severity=Severity.WARNING,
        harms="A page may look otherwise than it was meant to.",
        mend="Check the page that it is about; if the article is not to blame, report it to the project.",
    )


def _lost(texts: list[str]) -> Finding:
    quoted = f"“{texts[0][:80]}”" + (f" and {len(texts) - 1} more" if len(texts) > 1 else "")
    return Finding(
        rule="pdf-text-lost",
        message=f"Words of the article stand on no page of the PDF: {quoted}.",
        harms="Readers miss them without knowing it.",
        mend="If a template or stylesheet of yours hides them, mend it; else shorten the longest rows of the table.",
    )


def _drawn_apart() -> Finding:
    return Finding(
        rule="pdf-content-untagged",
        message="Something in the PDF is partly transparent, so that it cannot be tagged.",
        harms="A screen reader does not find what stands there.",
        mend="In your stylesheet, take a lighter colour in place of “opacity”, or a colour with an alpha value.",
    )
