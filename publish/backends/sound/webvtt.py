"""When each sentence sounds, as WebVTT: for players that show the words, and for programs.

https://www.w3.org/TR/webvtt1/
"""

from __future__ import annotations

from collections.abc import Iterator

from publish.content import Cue, Narration

_SIGNS = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def webvtt(narration: Narration, language: str) -> str:
    """Return the cues of a narration; each has the id of its sentence.

    Args:
        language: of the publication (BCP 47); passages in another are marked.
    """
    note = f"NOTE\nLanguage: {language}\nThe identifiers are those of the sentences in the web page.\n"
    return "\n".join(["WEBVTT\n", note, *_cues(narration, language)])


def _cues(narration: Narration, language: str) -> Iterator[str]:
    for cue in narration.cues:
        begin, end = (_timestamp(samples, narration.sample_rate) for samples in (cue.begin, cue.end))
        yield f"{cue.id}\n{begin} --> {end}\n{_payload(cue, language)}\n"


def _payload(cue: Cue, language: str) -> str:
    words = " ".join(cue.text.split()).translate(_SIGNS)
    return words if cue.language in ("", language) else f"<lang {cue.language}>{words}</lang>"


def _timestamp(samples: int, sample_rate: int) -> str:
    milliseconds = round(1000 * samples / sample_rate)
    hours, rest = divmod(milliseconds, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"
