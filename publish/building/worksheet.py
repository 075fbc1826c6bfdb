"""The worksheets of an article, as Markdown or as a page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from publish.backends.markup import Templates
from publish.building.checking import lines_in
from publish.building.own_page import write_own_page
from publish.building.project import Project
from publish.building.reading import read_source
from publish.clock import today
from publish.content import Reading
from publish.content.language import direction_of
from publish.plain.worksheet import Answer, Filled, fill


def worksheets_of(source: Path) -> tuple[Filled, Reading]:
    """Fill in the worksheets of an article.

    Raises:
        PublishError: nothing can be made of the file.
    """
    project = Project.around(source)
    reading = read_source(source, project)
    filled = fill(
        reading, checks=project.checks, glossary=project.glossary[0], today=today(), lines_of=lines_in(project)
    )
    return filled, reading


def as_markdown(filled: Filled) -> str:
    """Return the worksheets as Markdown."""
    return "\n".join(_lines(filled))


def write_page(path: Path, filled: Filled, reading: Reading, source: Path) -> None:
    """Write the worksheets as a page, the whole of it or nothing.

    Raises:
        PublishError: the template is broken, or the page cannot be written there.
    """
    templates = Templates(Project.around(source).gate)
    language = reading.document.metadata.language
    page = templates.render(
        "plain/worksheet.html",
        filled=filled,
        language=language,
        direction=direction_of(language),
        stylesheet=templates.stylesheet("html/page.css"),
    )
    write_own_page(path, page)


def _lines(filled: Filled) -> Iterator[str]:
    yield f"# Worksheets: {filled.title}"
    yield ""
    yield f"Of {filled.source}. What could be measured is filled in; the rest is for a person, and so is the last word."
    for sheet in filled.worksheets:
        yield ""
        yield f"## {sheet.name}: {sheet.title}"
        yield ""
        yield f"Answers: {sheet.choices}. Open: {sheet.open} of {len(sheet.answers)}."
        yield ""
        yield f"Score: {sheet.scoring}"
        for answer in sheet.answers:
            yield ""
            yield from _item(answer)


def _item(answer: Answer) -> Iterator[str]:
    yield f"- **{answer.number}.** {answer.asks}"
    yield f"  - Answer: {answer.answer or '____'}"
    if answer.found:
        yield f"  - Measured: {answer.found}"
    if answer.places:
        yield f"  - Places: {', '.join(map(str, answer.places))}"
