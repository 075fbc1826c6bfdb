"""What a user asks for: an output is a name, a backend, an edition and options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from publish import plugins
from publish.backends import Backend
from publish.editions import EDITIONS
from publish.findings import Finding, Location, PublishError
from publish.readers.fields import explained


class Output(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One form in which every article is published.

    Attributes:
        name: what users call it; part of the file's name.
        backend: the name of the backend that writes it.
        edition: ``standard`` or ``plain``; empty for the one that the backend takes by itself.
        options: for the backend.
    """

    name: str
    backend: str
    edition: str = ""
    options: Mapping[str, Any] = msgspec.field(default_factory=dict)

    def file_stem(self, article: str) -> str:
        """Return the file name, without extension, of an article in this form."""
        return article if self.name == self.backend else f"{article}-{self.name}"


PRESETS: Mapping[str, Output] = {
    output.name: output
    for output in (
        Output(name="pdf", backend="pdf", edition="standard"),
        Output(name="large-print", backend="pdf", edition="plain", options={"profile": "large-print"}),
        Output(name="acb-large-print", backend="pdf", edition="plain", options={"profile": "acb-large-print"}),
        Output(name="high-contrast", backend="pdf", edition="standard", options={"profile": "high-contrast"}),
        Output(name="dyslexia", backend="pdf", edition="standard", options={"profile": "dyslexia"}),
        Output(name="epub", backend="epub", edition="standard"),
        Output(name="epub-audio", backend="epub", edition="standard", options={"read-along": True}),
        Output(name="html", backend="html", edition="standard"),
        Output(name="plain", backend="html", edition="plain"),
        Output(name="read-along", backend="html", edition="standard", options={"read-along": True}),
        Output(name="plain-read-along", backend="html", edition="plain", options={"read-along": True}),
        Output(name="audio", backend="audio", edition="standard"),
        Output(name="plain-audio", backend="audio", edition="plain"),
        Output(name="audiobook", backend="audio", edition="standard", options={"container": "m4b"}),
    )
}
DEFAULT_NAMES = ("pdf", "epub", "html", "plain", "audio")


def choose_outputs(names: Sequence[str], declared: Mapping[str, Output]) -> list[Output]:
    """Return outputs by name: the project's own, the presets, or a backend's name for that backend as it is.

    Raises:
        PublishError: a name is unknown, or its options do not suit the backend.
    """
    known = {**PRESETS, **declared}
    chosen: list[Output] = []
    for name in dict.fromkeys(names):
        if name in known:
            chosen.append(known[name])
        elif name in plugins.registered("publish.backends"):
            chosen.append(Output(name=name, backend=name))
        else:
            available = sorted({*known, *plugins.registered("publish.backends")})
            raise PublishError(
                Finding(
                    rule="output-unknown",
                    message=f"There is no output or backend called “{name}”.",
                    harms="It cannot be made.",
                    mend=f"Choose from {', '.join(available)}; “publish formats” tells more of each.",
                )
            )
    for output in chosen:
        check_output(output)
    return chosen


def edition_name(output: Output) -> str:
    """Return the name of the edition that an output holds.

    Raises:
        PublishError: its backend is unknown.
    """
    backend: Backend = plugins.create("publish.backends", output.backend)
    return output.edition or backend.edition


def check_output(output: Output) -> tuple[Backend, Any]:
    """Return the backend of an output and its options, checked.

    Raises:
        PublishError: the backend is unknown or cannot run here, or the edition or an option is wrong.
    """
    backend: Backend = plugins.create("publish.backends", output.backend)
    availability = backend.availability()
    if not availability.usable:
        raise PublishError(
            Finding(
                rule="backend-unavailable",
                message=f"“{output.name}” cannot be made here: {availability.reason}.",
                harms="Readers do not get this form of the article.",
                mend=availability.mend,
            )
        )
    if output.edition and output.edition not in EDITIONS:
        raise _wrong(output, f"there is no edition called “{output.edition}”")
    try:
        return backend, msgspec.convert(dict(output.options), backend.Options)
    except msgspec.ValidationError as error:
        raise _wrong(output, explained(error, backend.Options)) from error


def _wrong(output: Output, problem: str) -> PublishError:
    return PublishError(
        Finding(
            rule="output-wrong",
            message=f"The output “{output.name}” is not right: {problem}.",
            location=Location("publish.toml"),
            harms="It cannot be made.",
            mend="Compare with docs/outputs.md.",
        )
    )
