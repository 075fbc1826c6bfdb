"""The review of an article as a page that works offline, without scripts."""

from __future__ import annotations

from pathlib import Path

import msgspec
from markupsafe import Markup

from publish.backends.markup import Templates
from publish.building.own_page import write_own_page
from publish.building.project import Project
from publish.building.shown_passages import ShownPassages
from publish.content import Document
from publish.content.language import direction_of
from publish.plain import Review
from publish.plain.review import Reviewed


class Shown(msgspec.Struct, frozen=True):
    """A passage as the page shows it.

    Attributes:
        reviewed: the passage, and what a reviewer must know of it.
        original: what it stands for, as readers see it; empty where there is nothing to be shown so.
        plain: the plain text likewise.
    """

    reviewed: Reviewed
    original: Markup
    plain: Markup


def write_review(path: Path, made: Review, document: Document, project: Project, mark: str) -> None:
    """Write the page, the whole of it or nothing.

    Args:
        mark: of what it shows, for whoever approves it.

    Raises:
        PublishError: a picture or a template cannot be used, or the page cannot be written there.
    """
    templates = Templates(project.gate)
    language = document.metadata.language
    show = ShownPassages(document, project.gate, templates)
    page = templates.render(
        "plain/review.html",
        review=made,
        mark=mark,
        passages=[
            Shown(
                each,
                show.original(each.passage, f"passage-{number}-original"),
                show.plain(each.passage, f"passage-{number}-plain"),
            )
            for number, each in enumerate(made.passages, 1)
        ],
        title=document.metadata.title,
        source=document.source,
        language=language,
        direction=direction_of(language),
        stylesheet=templates.stylesheet("html/page.css") + templates.stylesheet("plain/review.css"),
    )
    write_own_page(path, page)
