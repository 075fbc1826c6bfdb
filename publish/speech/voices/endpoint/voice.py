"""A speech service of the user's choice that follows OpenAI's interface: ``POST {url}/audio/speech``.

Text leaves the machine, so neither an article nor a project file can set it up, only the user: in ``voices.toml`` in
the user's own folder of settings. The key comes from the environment alone, so that it stands in no file of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from publish.content import Utterance
from publish.findings import Finding, PublishError
from publish.network.address import explanation, key_in
from publish.plugins import Availability
from publish.speech.voice import Clip
from publish.speech.voices.endpoint.settings import KEY_VARIABLE, EndpointSettings, SettingsError, settings_file
from publish.speech.voices.pieces import pieces
from publish.speech.voices.recordings import NoSoundError, decoded
from publish.speech.voices.service import SpeechService
from publish.speech.voices.tempo import at_tempo
from publish.speech.voices.versions import versions

if TYPE_CHECKING:
    import numpy
    import requests

SAMPLE_RATE = 24_000
LONGEST_PIECE = 1000  # characters; OpenAI takes 4096, smaller engines less
LARGEST_ANSWER = 64 * 1024 * 1024
FASTEST = 50  # characters a second; nobody speaks half as fast
CONTAINERS = {"wav": "wav", "mp3": "mp3", "pcm": "s16le"}


class EndpointVoice:
    """Speaks through a service that the user has set up."""

    name = "endpoint"
    offline = False
    takes_phonemes = False

    def __init__(self) -> None:
        self._settings: EndpointSettings | None = None
        self._trouble = ""
        try:
            self._settings = EndpointSettings.read()
        except SettingsError as error:
            self._trouble = str(error)

    @property
    def notice(self) -> str:
        """Tell who receives the text."""
        receiver = self._settings.host if self._settings else "the service that you set up"
        return f"The voice “endpoint” sends the text of the article to {receiver}."

    @property
    def origin(self) -> str:
        """Tell which model of which service speaks; its licence and terms are between the user and the service."""
        if self._settings is None:
            return "a service of your choice that follows OpenAI's interface"
        return (
            f"“{self._settings.voice}” of {self._settings.model} at {self._settings.host}, under that service's terms"
        )

    @property
    def version(self) -> str:
        """Return what is known of what the sound follows from; the service may change its voices without a word."""
        return f"{versions('av')}, {self._settings.identity if self._settings else ''}"

    def availability(self) -> Availability:
        """Tell whether a service is set up; whether it can be reached shows only when it is used."""
        if self._settings is None:
            return Availability(self._trouble, f"Describe the service in {settings_file()}, as docs/outputs.md tells")
        return Availability()

    def speaks(self, language: str) -> bool:
        """Tell whether the user has said that the service's voice speaks the language."""
        return self._settings is not None and self._settings.speaks(language)

    def speak(self, utterances: Iterable[Utterance], *, speed: float = 1.0) -> Iterator[Clip]:
        """Yield one clip for each utterance, in their order.

        The speed is changed here, since not every model follows a speed that it is asked for.

        Raises:
            PublishError: the service is not set up, cannot be reached, refuses, is too slow or answers without sound.
        """
        import numpy

        settings = self._settings
        if settings is None:
            raise PublishError(
                Finding(
                    rule="voice-unavailable",
                    message=f"{self._trouble}.",
                    harms="Listeners hear another voice than the one that was chosen.",
                )
            )
        key = key_in(KEY_VARIABLE)
        service = SpeechService(
            f"The speech service at {settings.host}",
            settings.patience,
            LARGEST_ANSWER,
            explain=lambda body: explanation(body, key),
        )
        for utterance in utterances:
            sounds = [
                _sound(service, settings, _request(settings, piece, key), piece)
                for piece in pieces(utterance.text, LONGEST_PIECE)
            ]
            samples = numpy.concatenate([numpy.zeros(0, numpy.float32), *sounds])
            yield Clip(utterance.id, at_tempo(samples, SAMPLE_RATE, speed), SAMPLE_RATE)


def _request(settings: EndpointSettings, text: str, key: str) -> requests.PreparedRequest:
    import requests

    body = {
        "model": settings.model,
        "input": text,
        "voice": settings.voice,
        "response_format": settings.response_format,
    }
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    return requests.Request("POST", f"{settings.url}/audio/speech", json=body, headers=headers).prepare()


def _sound(
    service: SpeechService, settings: EndpointSettings, request: requests.PreparedRequest, text: str
) -> numpy.typing.NDArray[numpy.float32]:
    body, media_type = service.answer(request)
    if not body:
        raise service.without_sound("an empty answer", text)
    # Bare samples could be anything, so what says that it is something else is believed.
    if media_type.startswith("text/") or media_type.endswith(("json", "xml")):
        raise service.without_sound(f"{media_type} in place of sound", text)
    try:
        samples = decoded(body, CONTAINERS[settings.response_format], SAMPLE_RATE)
    except NoSoundError as error:
        raise service.without_sound(str(error), text) from error
    if len(samples) / SAMPLE_RATE * FASTEST < len(text):
        raise service.without_sound(f"only {len(samples) / SAMPLE_RATE:.1f} seconds of sound", text)
    return samples
