"""From the phonemes of eSpeak NG to the symbols that Kokoro was trained with.

The model learnt English from another source of phonemes, misaki, which writes each diphthong and affricate as one
symbol; the replacements are those by which misaki itself takes words over from eSpeak NG.
"""

from __future__ import annotations

import re

# The model's own numbers for its symbols: where each unbroken row of them begins.
_ROWS = {
    1: ";:,.!?",
    9: '—…"()“” \u0303ʣʥʦʨᵝ\uab67AI',
    31: "O",
    33: "Q",
    35: "ST",
    39: "W",
    41: "Yᵊabcdef",
    50: "hijklmnopqrstuvwxyzɑɐɒæ",
    75: "βɔɕç",
    80: "ɖðʤə",
    85: "ɚɛɜ",
    90: "ɟ",
    92: "ɡ",
    99: "ɥ",
    101: "ɨɪʝ",
    110: "ɯɰŋɳɲɴø",
    118: "ɸθœ",
    123: "ɹ",
    125: "ɾɻ",
    128: "ʁɽʂʃʈʧ",
    135: "ʊʋ",
    138: "ʌɣɤ",
    142: "χʎ",
    147: "ʒʔ",
    156: "ˈˌː",
    162: "ʰ",
    164: "ʲ",
    169: "↓",
    171: "→↗↘",
    177: "ᵻ",
}
NUMBERS = {symbol: number for start, row in _ROWS.items() for number, symbol in enumerate(row, start)}

_ENGLISH = {
    "ʔˌn\u0329": "tᵊn",
    "ʔn": "tᵊn",
    "aɪ": "I",
    "aʊ": "W",
    "dʒ": "ʤ",
    "eɪ": "A",
    "tʃ": "ʧ",
    "ɔɪ": "Y",
    "əl": "ᵊl",
    "ʲo": "jo",
    "ʲə": "jə",
    "ʲ": "",
    "r": "ɹ",
    "x": "k",
    "ç": "k",
    "ɬ": "l",
    "\u0303": "",
}
_AMERICAN = {
    "oʊ": "O",
    "ɜːɹ": "ɜɹ",
    "ɜː": "ɜɹ",
    "ɪə": "iə",
    "ː": "",
    "o": "ɔ",
    "ɾ": "T",
    "ʔ": "t",
    "ɚ": "əɹ",
}
_BRITISH = {"eə": "ɛː", "iə": "ɪə", "əʊ": "Q", "o": "ɔ", "ɾ": "T", "ʔ": "t", "ɚ": "ə"}


def symbols(phonemes: str, *, british: bool) -> str:
    """Return the model's symbols for the phonemes of a sentence; what it has no symbol for stays as it is.

    >>> symbols("ðə tʃˈaɪld hɐz ɐ hˈeɪlɚ", british=False)
    'ðə ʧˈIld həz ɐ hˈAləɹ'
    """
    for old, new in {**_ENGLISH, **(_BRITISH if british else _AMERICAN)}.items():
        phonemes = phonemes.replace(old, new)
    phonemes = re.sub(r"(\S)\u0329", r"ᵊ\1", phonemes)
    return re.sub(r"(?<=\w)ɐ|ɐ(?=\w)", "ə", phonemes)  # “ɐ” is the article alone
