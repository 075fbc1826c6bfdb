"""An offline speech recogniser, to ask whether a recording says what it should.

Moonshine tiny (English), as the wheel of moonshine-voice 0.0.49 carries it: nothing is downloaded. It is a small model,
and mishears about one word in twenty of clear synthetic speech: enough to find lost, doubled or shifted passages, not
enough to judge single words. Longer recordings are understood better than single sentences.
"""

from __future__ import annotations

import atexit
import functools
import importlib
import re
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .tools import ToolMissing

Samples = NDArray[np.float32]

_INSTALL = "pip install moonshine-voice==0.0.49 (later versions carry no model; Linux on x86-64 or macOS)"
_MODEL_RATE = 16_000
_LONGEST_PIECE = 28.0  # seconds; the model knows nothing longer than 30
_SHORTEST_PIECE = 20.0  # context helps: shorter pieces cost up to 4 words in 100
_PADDING = 0.1


def transcribe(samples: Samples, rate: int) -> str:
    """Return what is said in a mono recording."""
    recogniser = _recogniser()
    loudest = float(np.max(np.abs(samples), initial=0.0))
    if loudest < 1e-4:
        return ""
    padding = np.zeros(round(_PADDING * rate), np.float32)
    heard = []
    for piece in _split_at_silences(samples / loudest * 0.95, rate):
        padded = _resample(np.concatenate([padding, piece, padding]), rate)
        lines = recogniser.transcribe_without_streaming(padded.tolist(), _MODEL_RATE).lines
        heard += [line.text.strip() for line in lines]
    return " ".join(heard)


def words_found(expected_text: str, transcript: str) -> float:
    """Return the share of the expected words that were heard, in their order.

    >>> words_found("Take 25 mg, twice a day.", "take twenty-five milligrams twice daily")
    0.6666666666666666
    """
    expected = normalised_words(expected_text)
    return _align(expected, normalised_words(transcript))[1] / len(expected)


def word_error_rate(expected: str, heard: str) -> float:
    """Return the words to change, insert or delete, per expected word; 0 is perfect, and it can exceed 1.

    >>> word_error_rate("one hundred and forty patients", "140 patience")
    0.5
    """
    words = normalised_words(expected)
    return _align(words, normalised_words(heard))[0] / len(words)


# ---- recognising


@functools.cache
def _recogniser() -> Any:
    try:
        moonshine = importlib.import_module("moonshine_voice")
    except ImportError as error:
        raise ToolMissing("the Python package moonshine-voice", _INSTALL) from error
    model = moonshine.get_model_path("tiny-en")
    if not model.is_dir():
        raise ToolMissing("the speech model in moonshine-voice", _INSTALL)
    # Without the threshold its own voice detector cuts off the first sounds of sentences.
    recogniser = moonshine.Transcriber(str(model), moonshine.ModelArch.TINY, options={"vad_threshold": 0.0})
    atexit.register(recogniser.close)
    return recogniser


def _split_at_silences(samples: Samples, rate: int) -> list[Samples]:
    """Cut a recording into pieces that the model can take, each in the middle of the longest silence there is."""
    frame = rate // 100
    frames = samples[: len(samples) // frame * frame].reshape(-1, frame)
    loudness = np.sqrt(np.mean(frames**2, axis=1))
    quiet = np.concatenate([[False], loudness < 0.01 * np.max(loudness, initial=0.0), [False]])
    silences = np.flatnonzero(np.diff(quiet.astype(np.int8))).reshape(-1, 2) * frame

    pieces = []
    start = 0
    while len(samples) - start > _LONGEST_PIECE * rate:
        latest = start + int(_LONGEST_PIECE * rate)
        middles = silences.mean(axis=1).astype(int)
        for earliest in (start + int(_SHORTEST_PIECE * rate), start + int(rate)):
            candidates = silences[(middles > earliest) & (middles <= latest)]
            if len(candidates):
                cut = int(candidates[np.argmax(candidates[:, 1] - candidates[:, 0])].mean())
                break
        else:
            cut = latest
        pieces.append(samples[start:cut])
        start = cut
    return [*pieces, samples[start:]]


def _resample(samples: Samples, rate: int) -> Samples:
    """Bring a piece to the model's sample rate, in the frequency domain (pieces are short and silent at their ends)."""
    length = round(len(samples) * _MODEL_RATE / rate)
    spectrum = np.fft.rfft(samples)[: length // 2 + 1]
    return (np.fft.irfft(spectrum, length) * (length / len(samples))).astype(np.float32)


# ---- comparing

_UP_TO_NINETEEN = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen
"""
_TWENTY_TO_NINETY = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: number for number, word in enumerate(_UP_TO_NINETEEN.split())}
_TENS = {word: 10 * number for number, word in enumerate(_TWENTY_TO_NINETY.split(), start=2)}
_UNITS = {"mg": "milligrams", "mcg": "micrograms", "kg": "kilograms", "ml": "millilitres", "cm": "centimetres"}
_WORD = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*")


def normalised_words(text: str) -> list[str]:
    """Return the words of a text in one spelling: lower case, numbers in figures, units in full, letters joined.

    >>> normalised_words("P.T.S.D. – in 1,200 of 100 000 (or 1 per cent)")
    ['ptsd', 'in', '1200', 'of', '100', '000', 'or', '1', 'percent']
    >>> normalised_words("three hundred and forty-two; two point five mg")
    ['342', '2.5', 'milligrams']
    """
    text = text.lower().replace("’", "'").replace("%", " percent ").replace("per cent", "percent")
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    text = " ".join(_numbers_in_figures(_WORD.findall(text)))
    text = re.sub(r"(?<=\b\d)(?: \d\b)+", lambda digits: digits[0].replace(" ", ""), text)
    text = re.sub(r"(?<=\d) point (?=\d)", ".", text)
    text = re.sub(r"\b[a-z](?: [a-z]\b)+", lambda letters: letters[0].replace(" ", ""), text)
    return [_UNITS.get(word, word) for word in text.split()]


def _numbers_in_figures(words: list[str]) -> list[str]:
    out: list[str] = []
    position = 0
    while position < len(words):
        value, used = _spoken_number(words[position : position + 12])
        out.append(str(value) if used else words[position])
        position += max(used, 1)
    return out


def _spoken_number(words: list[str]) -> tuple[int, int]:
    """Return the number below a million that these words begin with, and how many words it takes (0 for none)."""
    thousands = value = used = 0
    room = 1000  # what the next word must stay below: after "twenty" only 1 to 9 may follow
    for position, word in enumerate(words):
        if word in _SMALL and _SMALL[word] < room and not (used and word == "zero"):
            value, room = value + _SMALL[word], 1
        elif word in _TENS and _TENS[word] < room:
            value, room = value + _TENS[word], 10
        elif word == "hundred" and 0 < value < 20:
            value, room = value * 100, 100
        elif word == "thousand" and value and not thousands:
            thousands, value, room = value * 1000, 0, 1000
        elif word == "and" and used and room >= 100:
            continue
        else:
            break
        used = position + 1
    return thousands + value, used


_EDIT = 1_000_000  # the price of an edit; a match earns 1, so that of the cheapest alignments the best is taken


def _align(expected: list[str], heard: list[str]) -> tuple[int, int]:
    """Return the fewest edits that turn one word sequence into the other, and the words that stay."""
    if not expected:
        raise ValueError("no words are expected: nothing would be compared")
    numbers: dict[str, int] = {}
    left, right = (np.array([numbers.setdefault(word, len(numbers)) for word in words]) for words in (expected, heard))
    ramp = np.arange(len(right) + 1, dtype=np.int64) * _EDIT
    row = ramp
    for word in left:
        best = row + _EDIT  # delete the expected word
        best[1:] = np.minimum(best[1:], row[:-1] + np.where(right == word, -1, _EDIT))  # keep or change it
        row = np.minimum.accumulate(best - ramp) + ramp  # insert heard words
    price = int(row[-1])
    edits = -(-price // _EDIT)
    return edits, edits * _EDIT - price
