"""Google's online voice, by way of gTTS: opt-in, since every sentence goes to Google."""

from __future__ import annotations

import base64
import binascii
import functools
import re
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, cast

from publish.content import Utterance
from publish.network.service import Patience
from publish.plugins import Availability
from publish.speech.voice import Clip
from publish.speech.voices.pieces import pieces
from publish.speech.voices.recordings import NoSoundError, decoded
from publish.speech.voices.service import SpeechService
from publish.speech.voices.tempo import at_tempo
from publish.speech.voices.versions import versions

if TYPE_CHECKING:
    import numpy
    import requests

SAMPLE_RATE = 24_000
LONGEST_PIECE = 100
LARGEST_ANSWER = 4 * 1024 * 1024
PATIENCE = Patience(interval=0.7)
OTHER_NAMES = {
    "cmn": "zh",
    "fil": "tl",
    "he": "iw",
    "jv": "jw",
    "nb": "no",
    "nn": "no",
    "zh-hans": "zh-cn",
    "zh-hant": "zh-tw",
    "zh-hk": "yue",
    "zh-mo": "zh-tw",
}


class GoogleVoice:
    """Speaks some seventy languages over the network.

    Attributes:
        endpoint: address to send to in place of Google's; for tests.
    """

    name = "gtts"
    offline = False
    takes_phonemes = False
    notice = "The voice “gtts” sends the text of the article to Google."
    origin = "Google Translate's speech service (Google's terms apply), through gTTS (MIT)"

    def __init__(self, endpoint: str = "", patience: Patience = PATIENCE) -> None:
        self.endpoint = endpoint
        self._service = SpeechService("Google's voice", patience, LARGEST_ANSWER)

    @property
    def version(self) -> str:
        """Return what is known of what the sound follows from; Google does not tell when it changes its voices."""
        return versions("gtts", "av")

    def availability(self) -> Availability:
        """Tell whether gTTS is installed; whether there is a network shows only when it is used."""
        if find_spec("gtts") is None:
            return Availability("gTTS is not installed", "pip install gtts")
        return Availability()

    def speaks(self, language: str) -> bool:
        """Tell whether Google has a voice for the language."""
        return self._code(language) is not None

    def speak(self, utterances: Iterable[Utterance], *, speed: float = 1.0) -> Iterator[Clip]:
        """Yield one clip for each utterance, in their order.

        Raises:
            PublishError: the service cannot be reached, refuses, is too slow or answers without sound.
        """
        import numpy

        for utterance in utterances:
            sounds = [self._sound(piece, utterance.language) for piece in pieces(utterance.text, LONGEST_PIECE)]
            samples = numpy.concatenate([numpy.zeros(0, numpy.float32), *sounds])
            yield Clip(utterance.id, at_tempo(samples, SAMPLE_RATE, speed), SAMPLE_RATE)

    def _sound(self, piece: str, language: str) -> numpy.typing.NDArray[numpy.float32]:
        body, _ = self._service.answer(self._request(piece, language))
        # MP3 in Base64 in a line of JSON.
        found = re.search(rb'jQ1olc","\[\\"([^"\\]+)\\"\]', body)
        if found is None:
            raise self._service.without_sound(f"an answer of {len(body)} bytes without sound", piece)
        try:
            return decoded(base64.b64decode(found[1], validate=True), "mp3", SAMPLE_RATE)
        except (binascii.Error, NoSoundError) as error:
            what = str(error) if isinstance(error, NoSoundError) else "something that is no sound"
            raise self._service.without_sound(what, piece) from error

    def _request(self, piece: str, language: str) -> requests.PreparedRequest:
        from gtts import gTTS

        speech = gTTS(
            piece,
            lang=self._code(language),
            lang_check=False,
            pre_processor_funcs=[],
            tokenizer_func=lambda text: [text],
        )
        # gTTS would send this without checking certificates and without a limit of time.
        request = cast("requests.PreparedRequest", speech._prepare_requests()[0])
        if self.endpoint:
            request.url = self.endpoint
        return request

    def _code(self, language: str) -> str | None:
        subtags = [subtag for subtag in language.lower().split("-") if len(subtag) != 4]
        tags = [language.lower(), *("-".join(subtags[:length]) for length in range(len(subtags), 0, -1))]
        known = (self._codes.get(tag) or self._codes.get(OTHER_NAMES.get(tag, "")) for tag in tags)
        return next(filter(None, known), None)

    @functools.cached_property
    def _codes(self) -> dict[str, str]:
        from gtts.lang import tts_langs

        return {code.lower(): code for code in tts_langs()}
