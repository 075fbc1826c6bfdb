"""Link definitions, ``[label]: address``, that nothing in the article uses.

Markdown shows nothing of such a line. ``[Dose]: 5mg`` is one, so a line that an author meant to be read could vanish.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from publish.readers.markdown.manuscript import Manuscript


class References(dict[str, dict[str, Any]]):
    """The link definitions of an article by their labels; it keeps in mind which were looked up.

    Attributes:
        used: the labels that a link or a picture asked for.
    """

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def get(self, label: str, default: Any = None) -> Any:
        """Return a definition, and note that it is used."""
        self.used.add(label)
        return super().get(label, default)


def report_unused(references: References, environment: Mapping[str, Any], manuscript: Manuscript) -> None:
    """Tell of definitions that no link uses, and of those that an earlier one of the same label hides."""
    for label, definition in references.items():
        if label not in references.used:
            _report("no link uses it", definition, manuscript)
    for definition in environment.get("duplicate_refs", ()):
        if definition["href"] != references[definition["label"]]["href"]:
            _report("its label is defined before", definition, manuscript)


def _report(reason: str, definition: Mapping[str, Any], manuscript: Manuscript) -> None:
    line = definition["map"][0] + 1
    source = manuscript.source_line(line).strip()
    manuscript.report(
        "link-definition-unused",
        f"The line “{source[:60]}{'…' if len(source) > 60 else ''}” is taken for the address of a link, and {reason}; "
        "it is left out.",
        line,
        harms="Readers miss what stands there, perhaps a dose.",
        mend="Write \\[ at its start if it is to be read, or delete it.",
    )
