"""A speech service of the user's choice that follows OpenAI's interface."""

from publish.speech.voices.endpoint.voice import EndpointVoice

__all__ = ["EndpointVoice"]
