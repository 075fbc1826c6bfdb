"""The formulas of readability: pure functions of counts.

Each was made from texts of its own language and must not be used for another. None measures whether a reader
understands. Every function needs a text of at least one sentence and one word.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

import msgspec

from publish.readability.counts import Counts


def flesch_reading_ease(counts: Counts) -> float:
    """Return Flesch's reading ease: about 100 is very easy, 0 very hard.

    Source: R. Flesch, “A new readability yardstick”, Journal of Applied Psychology 32 (1948), 221–233.
    """
    return 206.835 - 1.015 * _words_per_sentence(counts) - 84.6 * _syllables_per_word(counts)


def flesch_kincaid_grade(counts: Counts) -> float:
    """Return the Flesch-Kincaid grade: the school year in the US.

    Source: J. P. Kincaid and others, Research Branch Report 8-75, Naval Technical Training Command (1975).
    """
    return 0.39 * _words_per_sentence(counts) + 11.8 * _syllables_per_word(counts) - 15.59


def smog(counts: Counts) -> float:
    """Return the SMOG grade: the school year in the US of readers who understand all of it.

    Source: G. H. McLaughlin, “SMOG grading: a new readability formula”, Journal of Reading 12 (1969), 639–646; the
    exact form, not the one for mental arithmetic.
    """
    return 1.043 * math.sqrt(30 * counts.polysyllables / counts.sentences) + 3.1291


def gunning_fog(counts: Counts) -> float:
    """Return the Fog index: years of schooling.

    Source: R. Gunning, The Technique of Clear Writing (1952).
    """
    return 0.4 * (_words_per_sentence(counts) + _percent(counts.complex_words, counts))


def coleman_liau(counts: Counts) -> float:
    """Return the Coleman-Liau index: the school year in the US. It counts letters in the place of syllables.

    Source: M. Coleman and T. L. Liau, “A computer readability formula designed for machine scoring”, Journal of Applied
    Psychology 60 (1975), 283–284.
    """
    return 0.0588 * _percent(counts.letters, counts) - 0.296 * _percent(counts.sentences, counts) - 15.8


def szigriszt_pazos(counts: Counts) -> float:
    """Return Szigriszt-Pazos' perspicuity of a Spanish text: above 80 is very easy, below 40 very hard.

    Source: F. Szigriszt Pazos, Sistemas predictivos de legibilidad del mensaje escrito, Universidad Complutense de
    Madrid (1993). The bands are those of the INFLESZ scale, made for texts that patients read: I. M. Barrio-Cantalejo
    and others, Anales del Sistema Sanitario de Navarra 31 (2008), 135–152.
    """
    return 206.835 - 62.3 * _syllables_per_word(counts) - _words_per_sentence(counts)


def lix(counts: Counts) -> float:
    """Return the LIX: about 20 is very easy, 60 very hard.

    Source: C.-H. Björnsson, Läsbarhet (1968).
    """
    return _words_per_sentence(counts) + _percent(counts.long_words, counts)


def wiener_sachtextformel(counts: Counts) -> float:
    """Return the first Wiener Sachtextformel of a German text: the school year, 4 to 15.

    Source: R. Bamberger and E. Vanecek, Lesen – Verstehen – Lernen – Schreiben (1984).
    """
    return (
        0.1935 * _percent(counts.polysyllables, counts)
        + 0.1672 * _words_per_sentence(counts)
        + 0.1297 * _percent(counts.long_words, counts)
        - 0.0327 * _percent(counts.monosyllables, counts)
        - 0.875
    )


class Formula(msgspec.Struct, frozen=True, kw_only=True):
    """A formula, and how its values are read.

    Attributes:
        name: as in the results, such as ``smog``.
        title: as people write it.
        function: from counts to the value.
        high_is_easy: whether a higher value means an easier text.
        least_sentences: of a text that it was made for; below it a value is approximate.
        least_words: likewise.
        bands: the lower end of each band and what the band is called, the easiest first.
    """

    name: str
    title: str
    function: Callable[[Counts], float]
    high_is_easy: bool = False
    least_sentences: int = 1
    least_words: int = 100
    bands: tuple[tuple[float, str], ...] = ()

    def difficulty(self, counts: Counts) -> float:
        """Return a number that is higher for a harder text."""
        value = self.function(counts)
        return -value if self.high_is_easy else value

    def band(self, value: float) -> str:
        """Return the name of the band that a value lies in; nothing where the formula has no bands."""
        return next((name for lower_end, name in self.bands if value >= lower_end), "")


FORMULAS: Mapping[str, Formula] = {
    formula.name: formula
    for formula in (
        Formula(name="flesch-kincaid-grade", title="Flesch-Kincaid grade", function=flesch_kincaid_grade),
        Formula(name="smog", title="SMOG grade", function=smog, least_sentences=30),
        Formula(name="gunning-fog", title="Gunning Fog index", function=gunning_fog),
        Formula(name="coleman-liau", title="Coleman-Liau index", function=coleman_liau),
        Formula(
            name="flesch-reading-ease", title="Flesch reading ease", function=flesch_reading_ease, high_is_easy=True
        ),
        Formula(
            name="inflesz",
            title="INFLESZ (Szigriszt-Pazos)",
            function=szigriszt_pazos,
            high_is_easy=True,
            bands=(
                (80, "very easy"),
                (65, "fairly easy"),
                (55, "normal"),
                (40, "somewhat hard"),
                (-math.inf, "very hard"),
            ),
        ),
        Formula(name="wiener-sachtextformel", title="Wiener Sachtextformel (first)", function=wiener_sachtextformel),
        Formula(name="lix", title="LIX", function=lix),
    )
}


def _words_per_sentence(counts: Counts) -> float:
    return counts.words / counts.sentences


def _syllables_per_word(counts: Counts) -> float:
    return counts.syllables / counts.words


def _percent(number: int, counts: Counts) -> float:
    return 100 * number / counts.words
