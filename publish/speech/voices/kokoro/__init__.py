"""Kokoro-82M: the best voice for English that needs no network, as an extra."""

from publish.speech.voices.kokoro.voice import KokoroVoice

__all__ = ["KokoroVoice"]
