"""Who says what: every language of a script gets one voice from beginning to end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import msgspec

from publish.content import Utterance
from publish.findings import Finding, PublishError, Severity
from publish.speech.voice import Voice


class Part(NamedTuple):
    """What a voice says, in a language that it speaks."""

    voice: Voice
    utterance: Utterance


def cast(
    utterances: Sequence[Utterance],
    voices: Sequence[Voice],
    stand_ins: Sequence[Voice],
    report: Callable[[Finding], None],
) -> Sequence[Part]:
    """Give each utterance the first voice that speaks its language.

    Args:
        utterances: the first one is in the language of the document.
        voices: those that were chosen, in order of preference. One of them has to speak the document's language.
        stand_ins: others, for languages that no chosen voice speaks.
        report: is told of each language that no chosen voice speaks.

    Raises:
        PublishError: no chosen voice speaks the document's language, nor English.
    """
    document_language = utterances[0].language
    roles: dict[str, tuple[Voice, str]] = {}
    for language in dict.fromkeys(utterance.language for utterance in utterances):
        voice = _first(voices, language)
        if voice is None:
            own = language == document_language
            voice = None if own else _first(stand_ins, language)
            roles[language] = (voice, language) if voice else _pretender(document_language, voices)
            report(_stood_in(language, voice) if voice else _without_voice(language, roles[language][0]))
        else:
            roles[language] = voice, language
    return [
        Part(voice, msgspec.structs.replace(utterance, language=language))
        for utterance in utterances
        for voice, language in [roles[utterance.language]]
    ]


def _first(voices: Sequence[Voice], language: str) -> Voice | None:
    return next((voice for voice in voices if voice.speaks(language)), None)


def _pretender(document_language: str, voices: Sequence[Voice]) -> tuple[Voice, str]:
    """Return the last voice that speaks the document's language, else English, and the language it shall speak."""
    for language in (document_language, "en"):
        for voice in reversed(voices):
            if voice.speaks(language):
                return voice, language
    raise PublishError(
        Finding(
            rule="narration-without-voice",
            message=f"None of the chosen voices speaks the article's language, “{document_language}”.",
            harms="Nobody can listen to the article.",
            mend="Choose another voice; “espeak” speaks more than a hundred languages.",
        )
    )


def _stood_in(language: str, voice: Voice) -> Finding:
    return Finding(
        rule="language-without-voice",
        message=f"No chosen voice speaks “{language}”; “{voice.name}” reads it.",
        severity=Severity.WARNING,
        harms="Listeners hear these passages in a voice that nobody chose.",
        mend=f"Add a voice that speaks this language, such as “{voice.name}”, or check the language tag.",
    )


def _without_voice(language: str, voice: Voice) -> Finding:
    return Finding(
        rule="language-without-voice",
        message=f"No chosen voice speaks “{language}”; “{voice.name}” reads it in another language.",
        severity=Severity.WARNING,
        harms="Listeners hear these passages mispronounced, perhaps past understanding.",
        mend="Check the language tag, or add a voice that speaks this language, such as “espeak”.",
    )
