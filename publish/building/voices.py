"""Which voices can speak here: those that are asked for by name, and one for what they cannot say."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from publish import plugins
from publish.findings import Finding, PublishError, Severity
from publish.plugins import Availability
from publish.speech.voice import Voice

LAST_RESORT = "espeak"  # which speaks more than a hundred languages, and sends nothing away


def usable_voices(names: Sequence[str], report: Callable[[Finding], None]) -> Sequence[Voice]:
    """Return the voices of these names that can run here, in their order.

    Args:
        report: is told of the others, and of what a voice wants the user to know first.

    Raises:
        PublishError: there is no voice of such a name, or none of them can run here.
    """
    voices: list[Voice] = []
    mute: list[tuple[str, Availability]] = []
    for name in names:
        voice: Voice = plugins.create("publish.voices", name)
        availability = voice.availability()
        if not availability.usable:
            mute.append((name, availability))
            report(
                Finding(
                    rule="voice-unavailable",
                    message=f"The voice “{name}” cannot speak here: {availability.reason}.",
                    severity=Severity.WARNING,
                    harms="Another voice speaks in its place, if there is one.",
                    mend=availability.mend,
                )
            )
            continue
        if voice.notice:
            report(Finding(rule="voice-notice", message=voice.notice, severity=Severity.INFORMATION))
        voices.append(voice)
    if voices:
        return voices
    raise PublishError(
        Finding(
            rule="voice-missing",
            message=" ".join(
                ["None of the chosen voices can speak here."]
                + [f"“{name}”: {availability.reason.rstrip('.')}." for name, availability in mute]
            ),
            harms="Nobody can listen to the article.",
            mend=" ".join(
                [f"For “{name}”: {availability.mend.rstrip('.')}." for name, availability in mute if availability.mend]
                + ["“publish formats” tells which other voices there are."]
            ),
        )
    )


def stand_ins() -> Sequence[Voice]:
    """Return the voices that nobody has to ask for, for languages that no chosen voice speaks."""
    if LAST_RESORT not in plugins.registered("publish.voices"):
        return ()
    voice: Voice = plugins.create("publish.voices", LAST_RESORT)
    return (voice,) if voice.availability().usable else ()
