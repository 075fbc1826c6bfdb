"""Pictures in an article: found, opened, and held against their text alternatives."""

from __future__ import annotations

from typing import Any

from publish.content import Image
from publish.findings import PublishError
from publish.images import load_image
from publish.readers.markdown.attributes import Attributes
from publish.readers.markdown.manuscript import Manuscript


def picture(source: str, alt: str, attributes: Attributes, line: int, manuscript: Manuscript) -> Image | None:
    """Return a picture, or None, with a finding, where its file is missing or unfit."""
    common = manuscript.common(attributes, line)
    decorative = "decorative" in attributes
    if not alt and not decorative:
        manuscript.report(
            "image-alt-missing",
            f"The picture “{source}” has no text alternative.",
            line,
            harms="People who cannot see it get nothing in its place (WCAG 1.1.1).",
            mend="Write what it tells between the brackets, or add {decorative} if it tells nothing.",
        )
    if alt and decorative:
        manuscript.report(
            "image-decorative-with-alt",
            f"The picture “{source}” is called decorative and yet has a text alternative, which is left out.",
            line,
            harms="People who cannot see it do not get what it tells.",
            mend="Take away {decorative}, or the words between the brackets.",
        )
    try:
        path = manuscript.gate.locate(source, beside=manuscript.folder, location=manuscript.at(line))
        file = load_image(manuscript.gate, path, location=manuscript.at(line))
    except PublishError as error:
        manuscript.findings.extend(error.findings)
        return None
    found: dict[str, Any] = {"media_type": file.media_type, "width": file.width, "height": file.height}
    return Image(source=path, alt="" if decorative else alt, decorative=decorative, **found, **common)
