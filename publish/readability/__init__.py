"""Readability: how hard the prose of an article is to read, by the formulas that were made for its language.

A score helps an editor to find what to look at first. It says nothing of whether a text is right, or whether it is
understood.
"""

from publish.readability.counts import Counts, total
from publish.readability.formulas import FORMULAS, Formula
from publish.readability.measure import (
    MeasuredSection,
    MeasuredSentence,
    Readability,
    Score,
    measure,
    measure_edition,
    scores_of,
)
from publish.readability.prose import Place, is_prose, prose
from publish.readability.syllables import syllables
from publish.readability.words import Word, count, words_in, words_of

__all__ = [
    "FORMULAS",
    "Counts",
    "Formula",
    "MeasuredSection",
    "MeasuredSentence",
    "Place",
    "Readability",
    "Score",
    "Word",
    "count",
    "is_prose",
    "measure",
    "measure_edition",
    "prose",
    "scores_of",
    "syllables",
    "total",
    "words_in",
    "words_of",
]
