"""How long sentences and paragraphs are, and who acts in them."""

from __future__ import annotations

from collections.abc import Iterator

from publish.checks.language_data import languages_with
from publish.checks.passive import passive_detector
from publish.checks.rule import Fault, Subject, Text, rule
from publish.findings import Severity

# Limits that were set for English: other languages pack more or less into a word.
_COUNTED_IN_WORDS = frozenset({"en"})
_LINES_SHOWN = 8


def _beginning(words: str) -> str:
    short = " ".join(words.split()[:6])
    return short if short == " ".join(words.split()) else f"{short} …"


@rule(
    "R01",
    "paragraph-long",
    reason="A wall of text is skipped. People who read with effort lose their place in it.",
    source="NHS digital service manual, How we write, Concise (up to 3 sentences); CDC Clear Communication Index, item "
    "9, and AHRQ PEMAT-P, item 8 (short parts). The numbers of words are our own",
    mend="Give each idea a paragraph of its own, or make a list of it.",
    wrong="A paragraph of 100 words.",
    right="Two paragraphs of 50 words.",
    standard=Severity.WARNING,
    plain=Severity.WARNING,
    languages=_COUNTED_IN_WORDS,
    limits={"standard-words": 90, "plain-words": 60, "plain-sentences": 3},
)
def paragraph_length(text: Text) -> Iterator[Fault]:
    """A paragraph has more words than 90, or in the plain edition more than 60, or more than 3 sentences.

    A label in strong print at the start is no sentence.
    """
    most_words = text.limits[f"{text.edition}-words"]
    most_sentences = text.limits.get(f"{text.edition}-sentences")
    for passage in text.prose:
        words = sum(len(one.words) for one in passage.sentences)
        sentences = len(passage.sentences) - passage.sentences[0].strong
        if words > most_words:
            yield Fault(f"This paragraph has {words} words; the limit is {most_words:g}.", passage.location)
        elif most_sentences is not None and sentences > most_sentences:
            yield Fault(f"This paragraph has {sentences} sentences; the limit is {most_sentences:g}.", passage.location)


@rule(
    "R02",
    "sentence-long",
    reason="People who read with effort have lost the start of a long sentence when they reach its end.",
    source="GOV.UK, Sentence length: why 25 words is our limit (2014); NHS digital service manual, How we write, "
    "Concise (up to 20 words)",
    mend="Make two sentences of it, each with one idea.",
    wrong="A sentence of 30 words.",
    right="Two sentences of 15 words.",
    standard=Severity.WARNING,
    plain=Severity.ERROR,
    languages=_COUNTED_IN_WORDS,
    limits={"standard": 25, "plain": 20},
)
def sentence_length(text: Text) -> Iterator[Fault]:
    """A sentence has more words than 25, or in the plain edition more than 20."""
    most = text.limits[text.edition]
    for passage in text.prose:
        for sentence in passage.sentences:
            words = len(sentence.words)
            if words > most:
                beginning = _beginning(sentence.text)
                yield Fault(f"“{beginning}” has {words} words; the limit is {most:g}.", sentence.location)


@rule(
    "R04",
    "passive-frequent",
    reason="“Tests are made” does not say who must do what. A patient needs to know.",
    source="AHRQ PEMAT-P, item 5 (the active voice; what holds in 80 % or more counts as met); CDC Clear Communication "
    "Index, item 6 (in the main message and the call to action)",
    mend="Say who does it: “A nurse takes your blood”, or “Take the tablet”.",
    wrong="Your blood is taken.",
    right="A nurse takes your blood.",
    standard=Severity.WARNING,
    plain=Severity.WARNING,
    languages=languages_with("passive"),
    limits={"percent": 20, "sentences": 10},
)
def passive_share(text: Text) -> Iterator[Fault]:
    """More than 20 % of the sentences are passive. Texts of fewer than 10 sentences are not judged."""
    detector = passive_detector(text.language)
    sentences = [sentence for passage in text.prose for sentence in passage.sentences]
    passive = [(sentence, words) for sentence in sentences if (words := detector.find(sentence.text))]
    if len(sentences) < text.limits["sentences"] or 100 * len(passive) <= text.limits["percent"] * len(sentences):
        return
    shown = "; ".join(f"line {one.location.line} “{words}”" for one, words in passive[:_LINES_SHOWN])
    more = f"; and {len(passive) - _LINES_SHOWN} more" if len(passive) > _LINES_SHOWN else ""
    share = f"{100 * len(passive) / len(sentences):.0f} %; the limit is {text.limits['percent']:g} %"
    yield Fault(
        f"{len(passive)} of {len(sentences)} sentences are passive ({share}): {shown}{more}.", passive[0][0].location
    )


def subject() -> Subject:
    """Return the rules about sentences and paragraphs."""
    return Subject("sentences", "Sentences and paragraphs", (paragraph_length, sentence_length, passive_share))
