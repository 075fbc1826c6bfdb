"""Taking the narration out of what a backend is given."""

from __future__ import annotations

from publish.backends.backend import Context
from publish.content import Narration
from publish.findings import Finding, PublishError


def narration_of(context: Context) -> Narration:
    """Return the narration.

    Raises:
        PublishError: there is none.
    """
    if context.narration is None:
        raise PublishError(
            Finding(
                rule="narration-missing",
                message=f"“{context.stem}” was given no narration to write.",
                harms="The file would be silent.",
            )
        )
    return context.narration
