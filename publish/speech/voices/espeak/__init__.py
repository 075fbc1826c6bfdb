"""eSpeak NG: a small synthetic voice for more than a hundred languages that needs no network."""

from publish.speech.voices.espeak.voice import EspeakVoice

__all__ = ["EspeakVoice"]
