"""Audio files of a narration: one with chapters, or one a chapter, each with the times of its sentences."""

from publish.backends.audio.backend import AudioBackend, AudioOptions

__all__ = ["AudioBackend", "AudioOptions"]
