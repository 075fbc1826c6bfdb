"""What a voice is: the one small protocol that every speech engine follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, runtime_checkable

import msgspec
import numpy

from publish.content import Utterance
from publish.plugins import Availability


class Clip(msgspec.Struct, frozen=True):
    """The sound of one utterance.

    Attributes:
        id: of the utterance.
        samples: mono, 32-bit floating point, between -1 and 1; its length is the exact duration.
        sample_rate: in Hz.
    """

    id: str
    samples: numpy.typing.NDArray[numpy.float32]
    sample_rate: int


@runtime_checkable
class Voice(Protocol):
    """A speech engine with one voice for a language.

    Attributes:
        name: what users call it; the same as its entry point.
        offline: whether no text leaves this machine.
        takes_phonemes: whether it follows the pronunciations that an utterance prescribes, at least in English.
        notice: what a user must be told before text is spoken, such as who receives it; else empty.
        origin: where the engine and the voice come from, and their licences.
        version: all that the sound follows from except the utterance and the speed: the engine, its model and settings,
            with their versions. Sound that was kept is used again only for the same version.
    """

    name: str
    offline: bool
    takes_phonemes: bool
    notice: str
    origin: str

    @property
    def version(self) -> str: ...  # noqa: D102 (see above)

    def availability(self) -> Availability:
        """Tell whether the voice can run here, without loading it."""
        ...

    def speaks(self, language: str) -> bool:
        """Tell whether the voice can say text in this language (BCP 47)."""
        ...

    def speak(self, utterances: Iterable[Utterance], *, speed: float = 1.0) -> Iterator[Clip]:
        """Yield one clip for each utterance, in their order.

        A voice takes only a few utterances ahead, and uses the machine's cores as it can: its user need not start it in
        several threads, and must not.

        Args:
            speed: how fast it speaks, from 0.5 to 2; 1 is its own pace.

        Raises:
            PublishError: the voice cannot go on.
        """
        ...
