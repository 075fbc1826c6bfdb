"""The review of an article as a page that works offline, without scripts."""

from __future__ import annotations

from pathlib import Path

from publish.backends.markup import Templates
from publish.building.project import Project
from publish.content import Document
from publish.content.language import direction_of
from publish.plain import Review
from publish.plain.files import replace_file


def write_review(path: Path, made: Review, document: Document, project: Project, mark: str) -> None:
    """Write the page, the whole of it or nothing.

    Args:
        mark: of what it shows, for whoever approves it.

    Raises:
        PublishError: the template is broken, or the page cannot be written.
    """
    templates = Templates(project.gate)
    language = document.metadata.language
    page = templates.render(
        "plain/review.html",
        review=made,
        mark=mark,
        title=document.metadata.title,
        source=document.source,
        language=language,
        direction=direction_of(language),
        stylesheet=templates.stylesheet("html/page.css") + templates.stylesheet("plain/review.css"),
    )
    replace_file(path, page.encode("utf-8"))
