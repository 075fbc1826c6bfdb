"""How words are said is told once for a whole project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import publish
from publish.content import Pronunciation, Utterance

LEXICON = """
- word: Spravato
  say: spruh-VAH-toe
  phonemes: sprəˈvɑːtoʊ
  forms:
    - {word: Spravatos, say: spruh-VAH-toes, phonemes: sprəˈvɑːtoʊz}
    - word: Sprawato
- word: SAD
  say: S A D
  match-case: true
- word: lead
  language: en-US
  phonemes: liːd
- word: nitrous  oxide
  say: laughing gas
- word: Spravato
  language: fr
  say: spra-va-TO
"""


@pytest.fixture
def said(write: Callable[..., Path]) -> Callable[..., Utterance]:
    def say(text: str, lexicon: str = LEXICON, glossary: str = "", language: str = "en-GB") -> Utterance:
        source = write(f"---\ntitle: T\nlanguage: {language}\n---\n\n{text}\n")
        source.with_name("lexicon.yaml").write_text(lexicon, encoding="utf-8")
        if glossary:
            source.with_name("glossary.yaml").write_text(glossary, encoding="utf-8")
        scripting = publish.script(source)
        assert [finding.rule for finding in scripting.findings if finding.rule != "labels-untranslated"] == []
        return next(each for each in scripting.script.utterances if each.id == "start-1")

    return say


def test_an_entry_for_a_number_changes_no_other_number(said):
    lexicon = '[{word: "5", say: high five}, {word: 5-HT, say: serotonin}, {word: T4, say: tetra}]'
    text = "Give 0.5 mg, 5,000 mg, -5 °C, 5–10 mg or £5, 5% or 5½; 5 is 5. 5-HT and T4 5 mg"
    heard = (
        "Give 0.5 milligrams, 5,000 milligrams, minus 5 degrees Celsius, 5 to 10 milligrams or 5 pounds, 5 percent or"
    )
    assert said(text.replace(". ", ", "), lexicon).text == (
        f"{heard} 5 and one half; high five is high five, serotonin and tetra 5 milligrams"
    )


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("Spravato helps.", "spruh-vah-toe helps."),
        ("SPRAVATO helps.", "spruh-vah-toe helps."),
        ("Two Spravatos, one Sprawato.", "Two spruh-vah-toes, one spruh-vah-toe."),
        ("Spravato’s maker and Spravatox", "Spravato’s maker and Spravatox"),
        ("**Sprav**ato and *Spravato*", "spruh-vah-toe and spruh-vah-toe"),
        ("**x**Spravato", "xSpravato"),
        ("She is sad; SAD is in winter.", "She is sad; S A D is in winter."),
        ("nitrous oxide", "laughing gas"),
        ("Give 5–10 mg of Spravato 2 x 3", "Give 5 to 10 milligrams of spruh-vah-toe 2 times 3"),
        ("[Spravato]{lang=fr} ou", "spra-va-to ou"),
        ('[Spravato]{say="it"}', "it"),
        ("\U00010600 Spravato", "\U00010600 spruh-vah-toe"),
    ],
)
def test_words_of_the_lexicon(said: Callable[..., Utterance], written: str, heard: str) -> None:
    assert said(written).text == heard


def test_phonemes_name_the_stretch_that_they_stand_for(said: Callable[..., Utterance]) -> None:
    utterance = said("Take 5 mg of Spravato, or Spravatos.")
    assert [
        (utterance.text[each.begin : each.end], each.phonemes) for each in utterance.pronunciations
    ] == [("spruh-vah-toe", "sprəˈvɑːtoʊ"), ("spruh-vah-toes", "sprəˈvɑːtoʊz")]  # fmt: skip


def test_a_language_with_a_region_holds_there_alone(said: Callable[..., Utterance]) -> None:
    assert said("lead").pronunciations == ()
    assert said("lead", language="en-US").pronunciations == (Pronunciation(0, 4, "liːd"),)


def test_the_phonemes_of_the_glossary_are_used(said: Callable[..., Utterance]) -> None:
    glossary = "- term: placebo\n  definition: A dummy.\n  say: pluh-SEE-boh\n  phonemes: pləˈsiːboʊ\n"
    utterance = said("A placebo.", lexicon="", glossary=glossary)
    assert (utterance.text, utterance.pronunciations) == ("A placebo.", (Pronunciation(2, 9, "pləˈsiːboʊ"),))


@pytest.mark.parametrize(
    ("lexicon", "rule", "line"),
    [
        ("- word: x\n", "lexicon-entry-unusable", 1),
        ("- word: x\n  say: y\n- word: X\n  say: z\n", "lexicon-entry-unusable", 3),
        ("- word: x\n  phonemes: /x/\n", "lexicon-entry-unusable", 1),
        ("- word: x\n  phonemes: KET\n", "lexicon-entry-unusable", 1),
        ("- say: y\n", "field-invalid", 1),
        ("- word: x\n  sey: y\n", "field-unknown", 2),
    ],
)
def test_an_entry_that_cannot_be_used(write: Callable[..., Path], lexicon: str, rule: str, line: int) -> None:
    source = write("x")
    source.with_name("lexicon.yaml").write_text(lexicon, encoding="utf-8")
    scripting = publish.script(source)
    assert (scripting.findings[0].rule, scripting.findings[0].location) == (
        rule,
        publish.Location("lexicon.yaml", line),
    )
    assert scripting.status == 1
    assert scripting.script.utterances


@pytest.mark.parametrize("lexicon", [b"word: x", b"\xff", b"- word: [x"])
def test_a_lexicon_that_is_broken(write: Callable[..., Path], lexicon: bytes) -> None:
    source = write("x")
    source.with_name("lexicon.yaml").write_bytes(lexicon)
    with pytest.raises(publish.PublishError) as error:
        publish.script(source)
    assert error.value.findings[0].location.file == "lexicon.yaml"
