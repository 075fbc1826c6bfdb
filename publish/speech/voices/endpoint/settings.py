"""How a user describes a speech service: the table ``[endpoint]`` of ``voices.toml``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import msgspec

from publish.content.language import is_kind_of
from publish.network.address import SettingsError, check_address, key_in
from publish.network.address import settings_file as user_settings
from publish.network.service import Patience

__all__ = ["KEY_VARIABLE", "EndpointSettings", "SettingsError", "settings_file"]

KEY_VARIABLE = "PUBLISH_ENDPOINT_KEY"

_Text = Annotated[str, msgspec.Meta(min_length=1)]
_Seconds = Annotated[float, msgspec.Meta(gt=0, le=3600)]


class EndpointSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """A speech service.

    Attributes:
        url: the address before ``/audio/speech``; over https, except on this machine.
        model: the service's name for the model.
        voice: the service's name for the voice.
        languages: BCP 47 tags of what the voice speaks; ``en`` stands for every English.
        response_format: how the sound is sent. ``pcm`` is bare 16-bit mono at 24 kHz.
        timeout: how long to wait for a connection or the next bytes, in seconds.
        deadline: how long a piece of text may take with all further attempts, in seconds.
    """

    url: _Text
    model: _Text
    voice: _Text
    languages: Annotated[tuple[_Text, ...], msgspec.Meta(min_length=1)]
    response_format: Literal["wav", "mp3", "pcm"] = "wav"
    timeout: _Seconds = 60
    deadline: _Seconds = 300

    @classmethod
    def read(cls) -> EndpointSettings:
        """Return the user's settings.

        Raises:
            SettingsError: there are none, or they cannot be used.
        """
        path = settings_file()
        try:
            settings = msgspec.toml.decode(path.read_bytes(), type=_Voices).endpoint
        except FileNotFoundError:
            settings = None
        except (OSError, UnicodeError, msgspec.MsgspecError) as error:
            raise SettingsError(f"{path} cannot be used: {error}") from error
        if settings is None:
            raise SettingsError("No speech service is set up")
        settings = msgspec.structs.replace(settings, url=settings.url.rstrip("/"))
        settings._check(path)
        return settings

    def _check(self, path: Path) -> None:
        check_address(self.url, path, KEY_VARIABLE)
        key_in(KEY_VARIABLE)

    @property
    def host(self) -> str:
        """Where the text goes."""
        return urlsplit(self.url).netloc

    @property
    def identity(self) -> str:
        """All that the sound follows from, as far as it is known here."""
        return f"{self.voice} of {self.model} at {self.url} as {self.response_format}"

    @property
    def patience(self) -> Patience:
        """How long the service is waited for."""
        return Patience(timeout=self.timeout, deadline=self.deadline)

    def speaks(self, language: str) -> bool:
        """Tell whether a language is one of those listed, or a kind of one."""
        return any(is_kind_of(language, listed) for listed in self.languages)


class _Voices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    endpoint: EndpointSettings | None = None


def settings_file() -> Path:
    """Return the place of the user's own file about voices."""
    return user_settings("voices.toml")
