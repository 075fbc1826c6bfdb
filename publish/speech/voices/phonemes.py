"""Phonemes of an utterance in the International Phonetic Alphabet (IPA), by eSpeak NG inside Piper.

eSpeak NG needs the whole sentence: a word sounds otherwise before a vowel or at the end, and punctuation tells the
clauses. So a word whose phonemes are prescribed is replaced by a word that does not exist, and whose phonemes are
known; these are then replaced by the prescribed ones.
"""

from __future__ import annotations

import functools
import re
import threading
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from publish.content import Utterance
from publish.speech.voices.pieces import pieces

if TYPE_CHECKING:
    from piper.phonemize_espeak import EspeakPhonemizer

# A word of no language for a beginning with a consonant, and one for a vowel: “the” and “a” are said by what follows.
_STAND_INS = ("vobzaf", "obzavof")
_VOWELS = frozenset("aeiouyɐɑɒæɔəɚɛɜɪɨɯʊʌøœɵʉᵻ")
_STRESS = "ˈˌ"
# eSpeak NG says “thirteen” with its stress at the beginning, where only a short sound parts it from “thirty”.
_TEEN = re.compile(r"ˈ(ɜː|ɔːɹ?|ɪf|ɪks|ɛvən|eɪ|aɪn)tˌ?iːn(?=θ?\b)")
_LOCK = threading.Lock()


def phonemes(utterance: Utterance, voice: str, longest_piece: int, known: Callable[[str], bool]) -> list[str]:
    """Return the phonemes of an utterance as a list of sentences, in canonical composition (NFC).

    A sentence as eSpeak NG sees it: “Dr. Smith” is two of them. Where prescribed phonemes find no place (in a text of
    odd signs, say) or are not all known, the utterance is said as its text is written.

    Args:
        voice: eSpeak NG's name for its voice, such as ``en-us``.
        longest_piece: how many characters of text are taken at once.
        known: tells whether the engine has a sound for all phonemes in a string.
    """
    with _LOCK:
        plain = _sentences(utterance.text, voice, longest_piece)
        wanted = [as_espeak_writes(pronunciation.phonemes) for pronunciation in utterance.pronunciations]
        if not wanted or not all(map(known, wanted)):
            return plain
        return _spliced(utterance, wanted, voice, longest_piece) or plain


def as_espeak_writes(phonemes: str) -> str:
    """Return English phonemes in the manner of eSpeak NG, which the neural voices have learnt.

    >>> as_espeak_writes("/rɪˈspaɪrə.tri/")
    'ɹɪspˈaɪɹətɹi'
    """
    text = unicodedata.normalize("NFC", phonemes.strip("/[] "))
    text = text.replace(".", "").replace("g", "ɡ").replace("r", "ɹ").replace("'", "ˈ")
    # Dictionaries put the sign of stress before the syllable, eSpeak NG before its vowel.
    return re.sub(f"([{_STRESS}])([^\\s{_STRESS}{''.join(sorted(_VOWELS))}]+)", r"\2\1", text)


def _spliced(utterance: Utterance, wanted: Sequence[str], voice: str, longest_piece: int) -> list[str] | None:
    text = utterance.text
    for pronunciation, said in reversed(list(zip(utterance.pronunciations, wanted, strict=True))):
        stand_in = _STAND_INS[said.lstrip(_STRESS)[:1] in _VOWELS]
        text = text[: pronunciation.begin] + stand_in + text[pronunciation.end :]
    sounds = [_sentences(word, voice, longest_piece) for word in _STAND_INS]
    # Within a sentence the stress of a word may be another than alone.
    letters = ["".join(sound).strip(".!?") for sound in sounds]
    pattern = "|".join(
        "".join(f"[{_STRESS}]*{re.escape(letter)}" for letter in word if letter not in _STRESS) for word in letters
    )
    sentences = _sentences(text, voice, longest_piece)
    if sum(len(re.findall(pattern, sentence)) for sentence in sentences) != len(wanted):
        return None
    following = iter(wanted)
    return [re.sub(pattern, lambda _: next(following), sentence) for sentence in sentences]


def _sentences(text: str, voice: str, longest_piece: int) -> list[str]:
    text = text.replace("[[", "[ [")  # which would begin phonemes
    ended = text if text[-1:] in ".!?:;…" else f"{text}."  # or the last word breaks off
    return list(
        filter(None, (sentence for piece in pieces(ended, longest_piece) for sentence in _spoken(piece, voice)))
    )


def _spoken(piece: str, voice: str) -> Iterator[str]:
    for sentence in _phonemizer().phonemize(voice, piece):
        yield _TEEN.sub(r"ˌ\1tˈiːn", unicodedata.normalize("NFC", "".join(sentence)).strip())


@functools.cache
def _phonemizer() -> EspeakPhonemizer:
    from piper.phonemize_espeak import EspeakPhonemizer

    return EspeakPhonemizer()
