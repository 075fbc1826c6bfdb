"""Words that readers may not know: terms, abbreviations, and what the glossary says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from publish.checks.explained import Running
from publish.checks.language_data import language_data, languages_with, one_of
from publish.checks.passages import Stretch
from publish.checks.rule import Fault, Subject, Text, rule
from publish.content import GlossaryEntry
from publish.content.language import primary
from publish.findings import Location, Severity

_HARD_WORDS = languages_with("hard-words") & languages_with("explaining")
_ABBREVIATIONS = languages_with("abbreviations") & languages_with("explaining")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_WORD_ALONE = re.compile(r"[^\W\d_]+")
_LONGEST_NAME = 200
_USES_LOOKED_AT = 20
_NEIGHBOURS = 80
_FEWEST_BEFORE_ENDING = 4
_FEWEST_IN_COMMON = 7
_SHARE_IN_COMMON = 0.6
_ABBREVIATION = re.compile(r"(?<![\w.@#-])(?P<letters>[A-Z]{2,6})s?(?![\w@]|-?\d|\.[A-Z]|-[a-z])")


@rule(
    "J01",
    "hard-word-unexplained",
    reason="Readers who do not know the word lose the sentence, and may lose what to do.",
    source="WCAG 2.2, 3.1.3 Unusual Words (AAA); CDC Clear Communication Index, item 7; AHRQ PEMAT-P, items 3 and 4; "
    "NHS digital service manual, How we write, Clear",
    mend="Say it in plain words, explain it where it first stands, or add it to the glossary.",
    wrong="You may feel nausea.",
    right="You may feel sick (nausea).",
    standard=Severity.WARNING,
    plain=Severity.ERROR,
    languages=_HARD_WORDS,
)
def hard_word(text: Text) -> Iterator[Fault]:
    """A hard word of medicine is neither explained where it first stands, nor in a list of words.

    Explained is: in the same sentence or the next, in a list of definitions, or by a glossary entry that is linked to.
    Which words are hard is a list; names of medicines are not in it.
    """
    running = Running(text.language, text.passages)
    in_glossary = _glossary_words(text, running)
    hints = language_data(text.language, "hard-words")["words"]
    names = re.compile("|".join(language_data(text.language, "explaining")["names"]))
    done: list[str] = []
    for sentence, around in running.first:
        for match in _WORD.finditer(names.sub(lambda name: " " * len(name[0]), sentence.text)):
            for word in (match[0], *(match[0].split("-") if "-" in match[0] else ())):
                base = hard_word_in(word, text.language)
                if not base or any(_is_of_one_family(base, other) for other in done):
                    continue
                done.append(base)
                if word.casefold() in in_glossary or base in in_glossary or running.listed(base):
                    continue
                if not running.explains(word, around) and not running.explains(base, around):
                    hint = hints.get(base, "")
                    mend = f"Say it in plain words (“{hint}”), explain it here, or add it to the glossary."
                    yield Fault(
                        f"“{word}” is a hard word, and is not explained where it first stands.",
                        sentence.at(match.start()),
                        word,
                        mend if hint else "",
                    )


def hard_word_in(word: str, language: str) -> str:
    """Return the form in which a hard word is listed; empty for any other word.

    Args:
        language: BCP 47 tag of a language with data on hard words.
    """
    data = language_data(language, "hard-words")
    small = word.casefold()
    for form in _singulars(small):
        if form in data["words"]:
            return form
        if form in data["known"]:
            return ""
    for form in _singulars(small):
        if any(
            form.endswith(ending) and len(form) - len(ending) >= _FEWEST_BEFORE_ENDING for ending in data["endings"]
        ):
            return form
    return ""


def _is_of_one_family(word: str, other: str) -> bool:
    """Tell whether two words are forms of one, so that an explanation of one explains both: they begin alike."""
    common = next((n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    return word == other or (common >= _FEWEST_IN_COMMON and common >= _SHARE_IN_COMMON * max(len(word), len(other)))


def _singulars(word: str) -> Iterator[str]:
    yield word
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    if word.endswith("es"):
        yield f"{word[:-2]}is"
        yield word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]


def _glossary_words(text: Text, running: Running) -> set[str]:
    """Return the forms of the glossary entries that this text links to, and so lists under “Words to know”."""
    linked = {entry for sentence, _ in running.first for entry in sentence.terms}
    return {
        form.casefold() for entry in text.document.glossary if entry.id in linked for form in (entry.term, *entry.forms)
    }


@rule(
    "B01",
    "abbreviation-unexplained",
    reason="Readers who do not know it cannot look it up, and voices spell it without sense.",
    source="WCAG 2.2, 3.1.4 Abbreviations (AAA); AHRQ PEMAT-P, item 3",
    mend="Write it out with the short form in brackets at first use, or add a line “*[ABC]: what it stands for”.",
    wrong="CBT may help you.",
    right="Cognitive behavioural therapy (CBT) may help you.",
    languages=_ABBREVIATIONS,
)
def abbreviation(text: Text) -> Iterator[Fault]:
    """An abbreviation is not explained where it first stands in the text, and is not marked with what it stands for."""
    running = Running(text.language, text.passages)
    data = language_data(text.language, "abbreviations")
    skipped = {
        *data["known"],
        *data["stressed"],
        *(short for one, _ in running.first for short, _ in one.abbreviations),
    }
    in_glossary = _glossary_words(text, running)
    for letters, uses in _uses(running, data).items():
        if letters in skipped or letters.casefold() in in_glossary or running.listed(letters):
            continue
        explaining = (
            one.location.line
            for one, around, _ in uses
            if running.explains(letters, around) or _stands_after_its_words(letters, one.text)
        )
        line = next(explaining, 0)
        sentence, _, position = uses[0]
        if not line:
            yield Fault(f"“{letters}” is not explained.", sentence.at(position), letters)
        elif line != sentence.location.line:
            yield Fault(f"“{letters}” is explained only later, on line {line}.", sentence.at(position), letters)


_Use = tuple[Stretch, Sequence[str], int]


def _uses(running: Running, data: dict[str, list[str]]) -> dict[str, list[_Use]]:
    """Return where each abbreviation first stands, and some of the places after that."""
    uses: dict[str, list[_Use]] = {}
    for sentence, around in running.first:
        words = _WORD.findall(sentence.text)
        if len(words) > 1 and all(word.isupper() for word in words):
            continue  # the whole line is set in capitals
        for match in _ABBREVIATION.finditer(sentence.unquoted):
            if not _is_no_abbreviation(match, sentence.text, data):
                found = uses.setdefault(match["letters"], [])
                if len(found) < _USES_LOOKED_AT:
                    found.append((sentence, around, match.start()))
    return uses


def _is_no_abbreviation(match: re.Match[str], text: str, data: dict[str, list[str]]) -> bool:
    """Tell capitals for stress, Roman numerals and codes from abbreviations."""
    letters = match["letters"]
    before = text[max(0, match.start() - _NEIGHBOURS) : match.start()]
    after = text[match.end() : match.end() + _NEIGHBOURS]
    run = re.search(r"(?:(?<!\w)[A-Z]+[\s,!]+)*$", before)
    beside = [*_WORD.findall(run[0] if run else ""), *re.findall(r"\A[\s,!]+([A-Z]+)(?!\w)", after)]
    if set(beside) & set(data["stressed"]):
        return True  # in a run of words that are printed in capitals for stress
    if _ROMAN.fullmatch(letters) and re.search(rf"(?:{one_of(data['numbered'])})\s$", before, re.IGNORECASE):
        return True
    is_code = re.search(r"(?:no\.|number|code|ref(?:erence)?)\s$", before, re.IGNORECASE)
    return bool(is_code and re.match(r"\s?\d", after))


def _stands_after_its_words(letters: str, text: str) -> bool:
    """Tell whether the letters stand in brackets after words that begin with them, as in “post-traumatic … (PTSD)”."""
    match = re.search(rf"\((?:the |or )?{letters}s?\b[^)]*\)", text)
    if not match:
        return False
    words = _WORD_ALONE.findall(text[max(0, match.start() - _LONGEST_NAME) : match.start()].rpartition(")")[2])
    initials = "".join(word[0] for word in words[-2 * len(letters) - 2 :]).upper()
    position = 0
    for letter in letters:
        position = initials.find(letter, position) + 1
        if not position:
            return letters[0] in initials and len(words) > 1
    return True


@rule(
    "J03",
    "glossary-definition-hard",
    reason="Whoever looks a word up finds more words to look up.",
    source="AHRQ PEMAT-P, item 4; Federal Plain Language Guidelines (2011), III.a.3, Dealing with definitions. The "
    "limit of 20 words is our own",
    mend="Define it in at most 20 everyday words.",
    wrong="definition: A benign neoplasm of glandular epithelium.",
    right="definition: A growth in a gland that is not cancer.",
    standard=None,
    plain=None,
    every=Severity.WARNING,
    languages=_HARD_WORDS,
    limits={"words": 20},
)
def glossary_definition(text: Text) -> Iterator[Fault]:
    """A definition of the glossary has more than 20 words, or uses a hard word that the glossary does not explain.

    “publish check” looks at all entries of the project's glossary in the article's language; a release at those that
    the article uses.
    """
    entries = [one for one in text.glossary if primary(one.language) == primary(text.language)]
    known = {form.casefold() for entry in entries for form in (entry.term, *entry.forms)}
    for entry in entries:
        place = entry.location or Location(text.document.source)
        words = entry.definition.split()
        if len(words) > text.limits["words"]:
            yield Fault(
                f"The definition of “{entry.term}” has {len(words)} words; the limit is {text.limits['words']:g}.",
                place,
            )
        for word in _hard_words_of(entry, text.language):
            if word.casefold() not in known and hard_word_in(word, text.language) not in known:
                yield Fault(f"The definition of “{entry.term}” uses the hard word “{word}”.", place)


def _hard_words_of(entry: GlossaryEntry, language: str) -> list[str]:
    return list(dict.fromkeys(word for word in _WORD.findall(entry.definition) if hard_word_in(word, language)))


def subject() -> Subject:
    """Return the rules about words."""
    return Subject("words", "Words", (hard_word, abbreviation, glossary_definition))
