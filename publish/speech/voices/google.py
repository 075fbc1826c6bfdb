"""Google's online voice, by way of gTTS: opt-in, since every sentence goes to Google."""

from __future__ import annotations

import base64
import binascii
import email.utils
import functools
import io
import re
import time
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, cast

from publish.content import Utterance
from publish.findings import Finding, PublishError
from publish.plugins import Availability
from publish.speech.voice import Clip
from publish.speech.voices.deadline import within
from publish.speech.voices.pieces import pieces
from publish.speech.voices.tempo import at_tempo
from publish.speech.voices.versions import versions

if TYPE_CHECKING:
    import numpy
    import requests

SAMPLE_RATE = 24_000
LONGEST_PIECE = 100
LARGEST_ANSWER = 4 * 1024 * 1024
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


class _PassingError(Exception):
    """A failure that may not come again.

    Attributes:
        wait: how many seconds the service asks to wait; 0 when it does not say.
    """

    def __init__(self, reason: str, wait: float = 0) -> None:
        super().__init__(reason)
        self.wait = wait


class GoogleVoice:
    """Speaks some seventy languages over the network.

    Attributes:
        endpoint: address to send to in place of Google's; for tests.
        timeout: how long to wait for a connection or for the next bytes, in seconds.
        deadline: how long a piece of at most 100 characters may take with all further attempts, in seconds.
        interval: least time between two requests, in seconds.
        backoff: how long to wait after a first failure, in seconds; after each further one twice as long.
        attempts: how often to try before giving up.
    """

    name = "gtts"
    offline = False
    deterministic = False
    takes_phonemes = False
    notice = "The voice “gtts” sends the text of the article to Google."
    origin = "Google Translate's speech service (Google's terms apply), through gTTS (MIT)"

    def __init__(
        self,
        endpoint: str = "",
        *,
        timeout: float = 20,
        deadline: float = 90,
        interval: float = 0.7,
        backoff: float = 2,
        attempts: int = 4,
    ) -> None:
        self.endpoint = endpoint
        self.timeout = timeout
        self.deadline = deadline
        self.interval = interval
        self.backoff = backoff
        self.attempts = attempts
        self._earliest = 0.0

    @property
    def version(self) -> str:
        """Return what is known of what the sound follows from; Google does not tell when it changes its voices."""
        return versions("gtts")

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
            sounds = [self._sound(piece, utterance) for piece in pieces(utterance.text, LONGEST_PIECE)]
            samples = numpy.concatenate([numpy.zeros(0, numpy.float32), *sounds])
            yield Clip(utterance.id, at_tempo(samples, SAMPLE_RATE, speed), SAMPLE_RATE)

    def _sound(self, piece: str, utterance: Utterance) -> numpy.typing.NDArray[numpy.float32]:
        end = time.monotonic() + self.deadline
        wait, reason = 0.0, ""
        for attempt in range(self.attempts):
            start = max(time.monotonic() + wait, self._earliest)
            if start >= end:
                break
            time.sleep(max(0.0, start - time.monotonic()))
            self._earliest = time.monotonic() + self.interval
            try:
                answer = within(end - time.monotonic(), lambda: self._answer(piece, utterance.language))
            except _PassingError as error:
                reason, wait = str(error), error.wait or self.backoff * 2**attempt
            except TimeoutError:
                reason = f"it took more than {self.deadline:g} seconds"
            else:
                return _decoded(answer, utterance)
        raise _gave_up(reason)

    def _answer(self, piece: str, language: str) -> bytes:
        """Return the body of the service's answer."""
        import requests

        try:
            with requests.Session() as session:
                request = self._request(piece, language)
                settings = session.merge_environment_settings(str(request.url), {}, True, None, None)
                response = session.send(request, timeout=self.timeout, allow_redirects=False, **settings)
                if response.status_code == 429 or response.status_code >= 500:
                    raise _PassingError(_status(response), _retry_after(response))
                if response.status_code != 200:
                    raise _refused(_status(response))
                return _body(response)
        except requests.RequestException as error:
            raise _PassingError(_cause(error)) from error

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


def _body(response: requests.Response) -> bytes:
    body = bytearray()
    for block in response.iter_content(64 * 1024):
        body += block
        if len(body) > LARGEST_ANSWER:
            raise _without_sound("an answer far too long")
    return bytes(body)


def _decoded(answer: bytes, utterance: Utterance) -> numpy.typing.NDArray[numpy.float32]:
    """Return the samples in an answer of the service: MP3 in Base64 in a line of JSON."""
    import av
    import numpy

    found = re.search(rb'jQ1olc","\[\\"([^"\\]+)\\"\]', answer)
    if found is None:
        raise _without_sound(f"an answer of {len(answer)} bytes without sound for “{utterance.text[:60]}”")
    try:
        recording = io.BytesIO(base64.b64decode(found[1], validate=True))
        resampler = av.AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE)
        with av.open(recording, "r", format="mp3") as container:
            frames = [part for frame in container.decode(audio=0) for part in resampler.resample(frame)]
        frames += resampler.resample(None)
    except (binascii.Error, av.FFmpegError, IndexError) as error:
        raise _without_sound(f"something that is no sound for “{utterance.text[:60]}”") from error
    if not frames:
        raise _without_sound(f"an empty recording for “{utterance.text[:60]}”")
    return numpy.concatenate([frame.to_ndarray()[0] for frame in frames])


def _status(response: requests.Response) -> str:
    return f"it answered {response.status_code} {response.reason}".strip()


def _retry_after(response: requests.Response) -> float:
    value = response.headers.get("Retry-After", "").strip()
    if value.isdecimal():
        return float(value)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except ValueError:
        return 0


def _cause(error: BaseException) -> str:
    import requests

    if isinstance(error, requests.Timeout):
        return "it did not answer in time"
    if isinstance(error, requests.exceptions.SSLError):
        return "its certificate is not valid"
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return "the connection broke off in the middle of an answer"
    return "there is no connection to it"


_INSTEAD = "Try again later, or choose a voice that needs no network: “piper” or “espeak”."


def _gave_up(reason: str) -> PublishError:
    return PublishError(
        Finding(
            rule="voice-unreachable",
            message=f"Google's voice cannot be used now: {reason or 'it asks to wait too long'}.",
            harms="Nobody can listen to the article; a narration is never finished in another voice.",
            mend=f"Check the network. {_INSTEAD}",
        )
    )


def _refused(status: str) -> PublishError:
    return PublishError(Finding(rule="voice-refused", message=f"Google's voice refuses: {status}.", mend=_INSTEAD))


def _without_sound(what: str) -> PublishError:
    return PublishError(
        Finding(
            rule="voice-without-sound",
            message=f"Google's voice sent {what}.",
            harms="A sentence would be missing from the narration without anyone noticing.",
            mend=_INSTEAD,
        )
    )
