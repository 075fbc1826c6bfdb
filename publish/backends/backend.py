"""What a backend is, and what it is given to work with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar, Protocol, runtime_checkable

import msgspec

from publish.content import Artifact, Edition, House, Line, Narration
from publish.findings import Finding, PublishError
from publish.gate import Gate
from publish.plugins import Availability
from publish.speech.settings import NarrationSettings


def _speechless(_lines: Sequence[Line]) -> Narration:
    raise PublishError(
        Finding(
            rule="narration-missing",
            message="An output that is not spoken asked for more speech.",
            harms="The file would be silent.",
        )
    )


class NoOptions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The options of a backend that has none."""


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What a backend may use while it writes one output.

    Attributes:
        folder: an empty folder to write into; the builder moves what is in it to its place.
        stem: the file name without its extension, such as ``ketamine-large-print``.
        options: an instance of the backend's ``Options``.
        gate: the only way to read a file of the project.
        report: takes what the user must be told.
        narration: the recording, for a backend that needs one; else None.
        speak: has lines read that the narration lacks, by the same voices and at the same sample rate; only for a
            backend that needs a narration. A line in which nothing can be said has no cue in what comes back.
        house: who publishes the article, and in which other forms.
    """

    folder: Path
    stem: str
    options: Any
    gate: Gate
    report: Callable[[Finding], None]
    narration: Narration | None = None
    speak: Callable[[Sequence[Line]], Narration] = _speechless
    house: House = House()


@runtime_checkable
class Backend(Protocol):
    """Writes one format.

    Attributes:
        name: what users call it; the same as its entry point.
        media_type: of its main file.
        edition: the edition it takes unless told otherwise, ``standard`` or ``plain``.
        Options: the typed struct of its options; every field has a default.
    """

    name: ClassVar[str]
    media_type: ClassVar[str]
    edition: ClassVar[str]
    Options: ClassVar[type[msgspec.Struct]]

    def availability(self) -> Availability:
        """Tell whether the backend can run here."""
        ...

    def narration_settings(self, options: Any, settings: NarrationSettings) -> NarrationSettings | None:
        """Tell how the edition must be spoken first, for an output with these ``Options``; None if it need not be.

        Args:
            settings: what the project wants.
        """
        ...

    def write(self, edition: Edition, context: Context) -> Sequence[Artifact]:
        """Write the edition into ``context.folder`` and return what was made.

        Raises:
            PublishError: the edition cannot be written in this format.
        """
        ...
