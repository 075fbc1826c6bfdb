"""What a page needs to be read along: the sound beside it, when each of its sentences sounds, and a player."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection, Sequence

import msgspec

from publish.backends.backend import Context
from publish.backends.markup import Templates
from publish.backends.sound import CONTAINERS, describe, encode, write_tag
from publish.content import Artifact, Cue, Edition, Narration

_BITRATE = 64  # kbit/s; constant, so that browsers find a place in the sound exactly
_ID = re.compile(r'<(?!section|main)[^<>]* id="([^"]+)"')  # a section is too much to mark


class TimedElement(msgspec.Struct, frozen=True, omit_defaults=True):
    """When an element of the page is spoken, in seconds from the start of the sound.

    Attributes:
        id: of the cue, which is that of the sentence.
        at: the id of the element that is marked, where the cue has none of its own.
    """

    id: str
    begin: float
    end: float
    at: str = ""


class Player(msgspec.Struct, frozen=True):
    """What the template shows of the player.

    Attributes:
        sound: the name of the file beside the page.
        length: of the sound, in seconds.
        cues: a JSON list of ``TimedElement``, without signs that mean something in markup.
        script: runs in the page.
        digest: of the script, as a content security policy names it.
    """

    sound: str
    length: float
    cues: str
    script: str
    digest: str


def write_sound(edition: Edition, narration: Narration, context: Context) -> Artifact:
    """Write the narration beside the page, as a file that every browser plays."""
    container = CONTAINERS["mp3"]
    path = context.folder / f"{context.stem}.{container.suffix}"
    encode(narration, path, container, bitrate=_BITRATE)
    write_tag(path, container, describe(edition, narration, cover=None), narration)
    return Artifact(path=path, media_type=container.media_type, duration=narration.duration, companion=True)


def make_player(narration: Narration, sound: str, page: str, templates: Templates) -> Player:
    """Return the player of a page.

    Args:
        sound: the name of the file beside the page.
        page: the page without the player, for the ids in it.
    """
    ids = frozenset(_ID.findall(page))
    cues = msgspec.json.encode(timed_elements(narration, ids)).decode("utf-8")
    script = templates.script("html/read-along.js")
    return Player(
        sound=sound,
        length=narration.duration,
        cues=cues.replace("&", r"\u0026").replace("<", r"\u003c").replace(">", r"\u003e"),
        script=script,
        digest=base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii"),
    )


def timed_elements(narration: Narration, ids: Collection[str]) -> Sequence[TimedElement]:
    """Return when each cue sounds, and which element it marks.

    What is said but stands nowhere on the page marks the block that it is about, by whose id its own begins; else what
    is said just before it, or after it at the very start.

    Args:
        ids: of the elements of the page.
    """
    cues = narration.cues
    places = [_place(cue, ids) for cue in cues]
    place = next(filter(None, places), "")
    elements = []
    for cue, own in zip(cues, places, strict=True):
        place = own or place
        begin, end = (round(samples / narration.sample_rate, 3) for samples in (cue.begin, cue.end))
        elements.append(TimedElement(cue.id, begin, end, place if place != cue.id else ""))
    return elements


def _place(cue: Cue, ids: Collection[str]) -> str:
    return next((name for name in cue.about if name in ids), "")
