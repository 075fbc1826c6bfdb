"""Writing what an audio file says about itself, in the form that its players know."""

from __future__ import annotations

from pathlib import Path

from publish.backends.sound.description import Description
from publish.backends.sound.encoding import Container
from publish.backends.sound.id3 import write_id3
from publish.backends.sound.mp4 import write_mp4
from publish.content import Narration


def write_tag(path: Path, container: Container, description: Description, narration: Narration) -> None:
    """Write the tag of a file that has none."""
    if container.suffix == "mp3":
        write_id3(path, description, narration)
    else:
        write_mp4(path, description)
