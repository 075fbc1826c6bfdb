"""The review of an article as a page that works offline, without scripts."""

from __future__ import annotations

from pathlib import Path

from publish.backends.markup import Templates
from publish.building.own_page import write_own_page
from publish.building.project import Project
from publish.content import Document
from publish.content.language import direction_of
from publish.plain import Review


def write_review(path: Path, made: Review, document: Document, project: Project) -> None:
    """Write the page, the whole of it or nothing.

    Raises:
        PublishError: the template is broken, or the page cannot be written there.
    """
    templates = Templates(project.gate)
    language = document.metadata.language
    page = templates.render(
        "plain/review.html",
        review=made,
        title=document.metadata.title,
        source=document.source,
        language=language,
        direction=direction_of(language),
        stylesheet=templates.stylesheet("html/page.css") + templates.stylesheet("plain/review.css"),
    )
    write_own_page(path, page)
