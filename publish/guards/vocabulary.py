"""The words of a language that the guards go by, from the files in ``words/TAG/``."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import snowballstemmer

from publish.content.language import primary
from publish.guards.axes import Affixes, Axis
from publish.guards.phrases import Phrases

_Words = TypeVar("_Words")
_FOLDER = Path(__file__).parent / "words"


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A unit of measurement: what it measures, how much of it, and how it is written."""

    name: str
    dimension: str
    factor: float
    forms: tuple[str, ...]


class NumberWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``numbers.toml``."""

    values: dict[str, float]
    multipliers: dict[str, float]
    fractions: dict[str, float]
    times: dict[str, float]
    words: dict[str, tuple[str, ...]]
    clock: dict[str, tuple[str, ...]]
    hours: dict[str, int]
    past: dict[str, int]
    comparisons: dict[str, tuple[str, ...]]


class TimeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``times.toml``."""

    articles: tuple[str, ...]
    singular: frozenset[str]
    pointers: tuple[str, ...]
    counts: tuple[str, ...]
    every: dict[str, tuple[str, ...]]
    neutral: dict[str, tuple[str, ...]]
    moments: dict[str, tuple[str, ...]]
    meals: dict[str, tuple[str, ...]]
    urgency: dict[str, tuple[str, ...]]


class Alike(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words, and what a denial beside them comes to."""

    beside: tuple[str, ...]
    say: tuple[str, ...]
    anywhere: bool = False


class Poles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a version must not say where the source says the other."""

    one: tuple[str, ...]
    other: tuple[str, ...]


class NegationWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``negation.toml``."""

    negators: tuple[str, ...]
    negative: tuple[str, ...]
    neutral: tuple[str, ...]
    judging: frozenset[str]
    without: tuple[str, ...]
    unsure: tuple[str, ...]
    telling_more: tuple[str, ...]
    fickle: tuple[str, ...]
    soft: tuple[str, ...]
    forbidding: tuple[str, ...]
    turning_suffixes: tuple[str, ...]
    turning_prefixes: tuple[str, ...]
    steady: tuple[str, ...]
    definitions: tuple[str, ...]
    weak: tuple[str, ...]
    wanting: tuple[str, ...]
    ending: tuple[str, ...]
    vague: tuple[str, ...]
    order: tuple[str, ...]
    limits: tuple[str, ...]
    alike: tuple[Alike, ...]
    poles: tuple[Poles, ...]


class ModalWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``modality.toml``."""

    chances: frozenset[str]
    modals: frozenset[str]
    dependent: tuple[str, ...]
    provisos: tuple[str, ...]
    classes: dict[str, tuple[str, ...]]
    neutral: tuple[str, ...]


class ConditionWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``conditions.toml``."""

    neutral: dict[str, tuple[str, ...]]
    markers: dict[str, tuple[str, ...]]
    renderings: dict[str, tuple[str, ...]]
    concessions: dict[str, tuple[str, ...]]
    turns: dict[str, tuple[str, ...]]


class MedicineWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``medicines.toml``."""

    stems: tuple[str, ...]
    not_medicines: frozenset[str]
    names: tuple[str, ...]
    same: tuple[tuple[str, ...], ...]
    everyday: frozenset[str]


class LanguageWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``language.toml``."""

    stemmer: str
    joints: tuple[str, ...]
    alternatives: tuple[str, ...]
    relatives: tuple[str, ...]
    contrasts: tuple[str, ...]
    abbreviated: tuple[str, ...]
    clause_starts: tuple[str, ...]
    verbs: frozenset[str]
    hanging: tuple[str, ...]
    helpers: frozenset[str]
    passives: frozenset[str]
    pronouns: frozenset[str]
    answers: tuple[str, ...]
    common: frozenset[str]
    loud: frozenset[str]
    synonyms: tuple[tuple[str, ...], ...]


class ContactWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``contacts.toml``."""

    before: tuple[str, ...]
    not_before: tuple[str, ...]
    emergency: tuple[str, ...]


class AbbreviationWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"is_": "is", "or_": "or"}):
    """``abbreviations.toml``."""

    passed_over: frozenset[str]
    stands_for: tuple[str, ...]
    explains: tuple[str, ...]
    is_: tuple[str, ...]
    or_: tuple[str, ...]
    meanings: dict[str, str]


class Vocabulary:
    """All word lists of one language, and what is made of them once."""

    def __init__(self, folder: Path) -> None:
        self.tag = folder.name
        self.numbers = _read(folder, "numbers", NumberWords)
        self.limit_phrases = Phrases(self.numbers.comparisons)
        self.units = msgspec.convert(_load(folder, "units")["unit"], tuple[Unit, ...])
        self._unit_forms = frozenset(
            form for unit in self.units if unit.dimension not in ("time", "month") for form in unit.forms
        ) - {"night", "nights", "drop", "drops", "tablet", "tablets"} | {"mmol"}
        self.times = _read(folder, "times", TimeWords)
        self.negation = _read(folder, "negation", NegationWords)
        self.modality = _read(folder, "modality", ModalWords)
        self.conditions = _read(folder, "conditions", ConditionWords)
        quantifiers = _load(folder, "quantifiers")
        self.quantifier_order = [entry["name"] for entry in quantifiers["class"]]
        opposites = _load(folder, "opposites")
        self.axes = msgspec.convert(opposites["axis"], tuple[Axis, ...])
        self.opposite_separators = frozenset(opposites["separators"])
        self.opposite_neutral = tuple(opposites["neutral"])
        self.opposite_neutral_phrases = Phrases({"neutral": self.opposite_neutral})
        self.affixes = msgspec.convert(opposites["affixes"], Affixes)
        self.not_made = Phrases({"not made": self.affixes.not_opposites})
        self.softeners = Phrases({"softener": opposites["softeners"]})
        hype = _load(folder, "hype")
        self.hype = Phrases({"promise": hype["promises"], "praise": hype["praise"]}, hype["neutral"])
        self.medicines = _read(folder, "medicines", MedicineWords)
        self.language = _read(folder, "language", LanguageWords)
        self.contacts = _read(folder, "contacts", ContactWords)

        self.abbreviations = _read(folder, "abbreviations", AbbreviationWords)
        self.clause_starts = Phrases({"start": self.language.clause_starts})
        self.quantifier_phrases = Phrases(
            {entry["name"]: entry["words"] for entry in quantifiers["class"]}, quantifiers["neutral"]["words"]
        )
        self.negation_phrases = Phrases(
            {"negator": self.negation.negators, "negative": self.negation.negative}, self.negation.neutral
        )
        self.condition_markers = Phrases(self.conditions.markers, self.conditions.neutral["words"])
        self.condition_renderings = {
            kind: Phrases({kind: (*self.conditions.markers[kind], *words)})
            for kind, words in self.conditions.renderings.items()
        }
        self.concessions = Phrases({"open": self.conditions.concessions["words"]})
        self.often_phrases = Phrases(self.times.every, self.times.neutral["words"])
        self.moment_phrases = Phrases(self.times.moments)
        self.urgent_source = Phrases({"urgent": self.times.urgency["source"]}, self.times.urgency["neutral"])
        self.urgent_plain = Phrases({"urgent": self.times.urgency["plain"]})
        self.meal_phrases = Phrases(self.times.meals)
        self.fickle_phrases = Phrases({"fickle": self.negation.fickle}, self.negation.steady)
        self.forbidding = Phrases({"forbids": self.negation.forbidding})
        self.soft_phrases = Phrases({"soft": (*self.negation.fickle, *self.negation.soft)}, self.negation.steady)
        self.limits = Phrases({"limit": self.negation.limits})
        self.poles = [(Phrases({"one": each.one}), Phrases({"other": each.other})) for each in self.negation.poles]
        self.definition_phrases = Phrases({"definition": self.negation.definitions})
        omission = _load(folder, "omission")
        self.risks = Phrases({"risk": omission["risk"]})
        self.dose_dimensions = frozenset(omission["dose"])
        self.modal_phrases = {
            kind: Phrases({kind: words}, self.modality.neutral) for kind, words in self.modality.classes.items()
        }
        self.provisos = Phrases({"proviso": self.modality.provisos})
        self._stemmer = snowballstemmer.stemmer(self.language.stemmer)
        self._meanings = {
            self._stemmed(word): group[0] for group in self.language.synonyms for word in group if " " not in word
        }

    def stem(self, word: str) -> str:
        """Return the stem of a word."""
        return self._stemmed(word)

    def key(self, word: str) -> str:
        """Return what stands for a word and all that means the same; empty for a word that tells little."""
        if word[0].isdigit():
            return word[:-2] if word.endswith(".0") else word
        if self.numbers.values.get(word, 0) > 2:
            return f"{self.numbers.values[word]:g}"
        if len(word) == 1 or word in self.language.common or word in self._unit_forms:
            return ""
        stem = self._stemmed(word)
        return self._meanings.get(stem, stem)

    @functools.lru_cache(maxsize=20000)  # noqa: B019 - a vocabulary lives as long as the process
    def _stemmed(self, word: str) -> str:
        return str(self._stemmer.stemWord(word))


def vocabulary(language: str) -> Vocabulary | None:
    """Return the words of a language (BCP 47 tag), or None where nobody has written them down."""
    return _vocabulary(primary(language))


@functools.cache
def _vocabulary(tag: str) -> Vocabulary | None:
    folder = _FOLDER / tag
    return Vocabulary(folder) if tag.isalpha() and folder.is_dir() else None


def _read(folder: Path, name: str, kind: type[_Words]) -> _Words:
    return msgspec.convert(_load(folder, name), kind)


def _load(folder: Path, name: str) -> dict[str, Any]:
    with (folder / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
