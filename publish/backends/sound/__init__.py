"""What formats that sound share: encoding, what a file says about itself, and when each sentence sounds."""

from publish.backends.sound.cover import load_cover
from publish.backends.sound.description import Description, describe
from publish.backends.sound.encoding import CONTAINERS, Container, encode
from publish.backends.sound.narrations import narration_of
from publish.backends.sound.tags import write_tag
from publish.backends.sound.webvtt import webvtt

__all__ = [
    "CONTAINERS",
    "Container",
    "Description",
    "describe",
    "encode",
    "load_cover",
    "narration_of",
    "webvtt",
    "write_tag",
]
