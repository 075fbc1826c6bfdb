"""From the International Phonetic Alphabet to the letters in which eSpeak NG takes English phonemes."""

from __future__ import annotations

import re

from publish.content import Utterance
from publish.content.language import is_kind_of
from publish.speech.voices.phonemes import as_espeak_writes

_LETTERS = {
    "tʃ": "tS", "dʒ": "dZ", "eɪ": "eI", "aɪ": "aI", "ɔɪ": "OI", "aʊ": "aU", "oʊ": "oU", "əʊ": "oU",
    "ɪə": "i@", "eə": "e@", "ʊə": "U@", "ɑː": "A:", "ɔː": "O:", "ɜː": "3:", "iː": "i:", "uː": "u:",
    "ɑ": "A:", "ɔ": "O:", "ɜ": "3:", "æ": "a", "a": "a", "ɒ": "0", "ɛ": "E", "e": "E", "ɪ": "I", "i": "i", "ᵻ": "I2",
    "ʊ": "U", "u": "u:", "ʌ": "V", "ə": "@", "ɐ": "a#", "ɚ": "3",
    "θ": "T", "ð": "D", "ʃ": "S", "ʒ": "Z", "ŋ": "N", "ɹ": "r", "ɾ": "t", "ɡ": "g",
    "p": "p", "b": "b", "t": "t", "d": "d", "k": "k", "f": "f", "v": "v", "s": "s", "z": "z", "h": "h", "m": "m",
    "n": "n", "l": "l", "j": "j", "w": "w", "ˈ": "'", "ˌ": ",", " ": " ",
}  # fmt: skip
_LETTER = re.compile("|".join(sorted(_LETTERS, key=len, reverse=True)))


def text_with_phonemes(utterance: Utterance) -> str:
    """Return the text with prescribed phonemes in double brackets, as eSpeak NG takes them.

    In another language than English, and for phonemes that English has not, the text stays as it is written.
    """
    text, rest = "", 0
    for pronunciation in utterance.pronunciations:
        letters = _letters(pronunciation.phonemes) if is_kind_of(utterance.language, "en") else ""
        if letters:
            text += f"{_plain(utterance.text[rest : pronunciation.begin])}[[{letters}]]"
            rest = pronunciation.end
    return text + _plain(utterance.text[rest:])


def _letters(phonemes: str) -> str:
    written = as_espeak_writes(phonemes)
    return "" if _LETTER.sub("", written) else _LETTER.sub(lambda match: _LETTERS[match[0]], written)


def _plain(text: str) -> str:
    return text.replace("[[", "[ [")  # which would begin phonemes
