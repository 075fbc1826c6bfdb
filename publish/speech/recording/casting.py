"""Who says what: every language of a script gets one voice from beginning to end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import msgspec

from publish.content import Utterance
from publish.findings import Finding, PublishError, Severity
from publish.speech.voice import Voice


class Part(NamedTuple):
    """An utterance and the voice that says it.

    Attributes:
        utterance: as the script has it.
        said: what the voice is given: the utterance, in a language that the voice speaks.
    """

    voice: Voice
    utterance: Utterance
    said: Utterance


class _Role(NamedTuple):
    voice: Voice
    language: str


def cast(
    utterances: Sequence[Utterance],
    voices: Sequence[Voice],
    stand_ins: Sequence[Voice],
    report: Callable[[Finding], None],
    own: str,
) -> Sequence[Part]:
    """Give each utterance the first voice that speaks its language.

    Args:
        voices: those that were chosen, in order of preference. One of them has to speak the document's language.
        stand_ins: others, for languages that no chosen voice speaks.
        report: is told of each language that no chosen voice speaks.
        own: the language of the document (BCP 47).

    Raises:
        PublishError: no chosen voice speaks the document's language.
    """
    if _first(voices, own) is None:
        raise _unspeakable(own)
    roles: dict[str, _Role] = {}
    for utterance in utterances:
        language = utterance.language
        if language in roles:
            continue
        if voice := _first(voices, language):
            roles[language] = _Role(voice, language)
        elif voice := _first(stand_ins, language):
            roles[language] = _Role(voice, language)
            report(_stood_in(utterance, voice))
        else:
            roles[language] = _Role(_last(voices, own), own)
            report(_mispronounced(utterance, roles[language].voice))
    return [
        Part(voice, utterance, msgspec.structs.replace(utterance, language=language))
        for utterance in utterances
        for voice, language in [roles[utterance.language]]
    ]


def _first(voices: Iterable[Voice], language: str) -> Voice | None:
    return next((voice for voice in voices if voice.speaks(language)), None)


def _last(voices: Sequence[Voice], language: str) -> Voice:
    return next(voice for voice in reversed(voices) if voice.speaks(language))


def _unspeakable(language: str) -> PublishError:
    return PublishError(
        Finding(
            rule="narration-without-voice",
            message=f"None of the chosen voices speaks the article's language, “{language}”.",
            harms="Nobody can listen to the article.",
            mend="Choose another voice; “espeak” speaks more than a hundred languages.",
        )
    )


def _stood_in(utterance: Utterance, voice: Voice) -> Finding:
    return Finding(
        rule="language-without-voice",
        message=f"No chosen voice speaks “{utterance.language}”; “{voice.name}” reads it.",
        severity=Severity.WARNING,
        location=utterance.location,
        harms="Listeners hear these passages in a voice that nobody chose.",
        mend=f"Add a voice that speaks this language, such as “{voice.name}”, or check the language tag.",
    )


def _mispronounced(utterance: Utterance, voice: Voice) -> Finding:
    return Finding(
        rule="language-without-voice",
        message=f"No chosen voice speaks “{utterance.language}”; “{voice.name}” reads it in another language.",
        severity=Severity.WARNING,
        location=utterance.location,
        harms="Listeners hear these passages mispronounced, perhaps past understanding.",
        mend="Check the language tag, or add a voice that speaks this language, such as “espeak”.",
    )
