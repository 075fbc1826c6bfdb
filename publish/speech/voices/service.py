"""Asking a speech service over the network."""

from __future__ import annotations

from collections.abc import Callable

from publish.findings import Finding, PublishError
from publish.network.service import Patience, Service

_INSTEAD = "Try again later, or choose a voice that needs no network: “piper” or “espeak”."


class SpeechService(Service):
    """A service that takes one request for each piece of text; see ``Service``."""

    def __init__(
        self,
        title: str,
        patience: Patience,
        largest_answer: int,
        explain: Callable[[bytes], str] = lambda _: "",
    ) -> None:
        super().__init__(
            title,
            patience,
            largest_answer,
            explain,
            kind="voice",
            harms="Nobody can listen to the article; a narration is never finished in another voice.",
            instead=_INSTEAD,
        )

    def unusable(self, what: str) -> PublishError:
        """Return the error for an answer that holds no usable sound."""
        return self.without_sound(what)

    def without_sound(self, what: str, text: str = "") -> PublishError:
        """Return the error for an answer that holds no usable sound for a text."""
        asked = f" for “{text[:60]}”" if text else ""
        return PublishError(
            Finding(
                rule="voice-without-sound",
                message=f"{self.title} sent {what}{asked}.",
                harms="A sentence would be missing from the narration without anyone noticing.",
                mend=_INSTEAD,
            )
        )
