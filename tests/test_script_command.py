"""An editor sees what will be said before a minute of sound is made."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

import publish

from .conftest import Made, Run

ARTICLE = """
Take 5–10 mg of *esketamine*.[^n] {#dose}

::: plain
Take 5 to 10 mg.
:::

- one
- two

[^n]: A note.
"""

LEXICON = """
- word: esketamine
  say: es-KET-a-meen
  phonemes: ɛsˈkɛtəmiːn
"""


def test_the_script_as_text(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    source = write(ARTICLE)
    source.with_name("lexicon.yaml").write_text(LEXICON, encoding="utf-8")
    shown = run("script", source.name, cwd=source.parent)
    assert (shown.status, shown.err) == (0, "")
    assert shown.out.splitlines() == [
        "",
        "# A title",
        "",
        "publish-title  [en]",
        "    A title",
        "    (pause of 1.2 s)",
        "publish-voice",
        "    A computer voice reads this.",
        "    (pause of 1.2 s)",
        "start-1  article.md:7",
        "    Take 5 to 10 milligrams of es-ket-a-meen.",
        "        printed “5–10 mg”, said “5 to 10 milligrams”",
        "        printed “esketamine”, said “es-ket-a-meen”",
        "        “es-ket-a-meen” sounds /ɛsˈkɛtəmiːn/",
        "    (pause of 0.7 s)",
        "start-block-1-list  article.md:13",
        "    List of 2 items.",
        "    (pause of 0.7 s)",
        "start-2  article.md:13",
        "    one",
        "    (pause of 0.7 s)",
        "start-3  article.md:14",
        "    two",
        "    (pause of 0.7 s)",
        "publish-note-1  article.md:16",
        "    Note 1.",
        "    (pause of 0.35 s)",
        "note-1-1  article.md:16",
        "    A note.",
        "    (pause of 1.2 s)",
        "publish-end",
        "    End of “A title”.",
        "    (pause of 0.7 s)",
    ]


def test_the_script_as_json(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    source = write(ARTICLE)
    shown = run("script", source, "--edition", "plain", "--drafts", "--json")
    script = json.loads(shown.out)
    assert {name: script[name] for name in script if name != "utterances"} == {
        "version": 1,
        "source": str(source),
        "edition": "plain",
        "language": "en",
    }
    dose = next(utterance for utterance in script["utterances"] if utterance["printed"] == "Take 5 to 10 mg.")
    assert dose == {
        "id": dose["id"],
        "text": "Take 5 to 10 milligrams.",
        "language": "en",
        "pronunciations": [],
        "pause": 0.7,
        "chapter": "",
        "printed": "Take 5 to 10 mg.",
        "location": {"file": str(source), "line": 10},
    }
    assert publish.script(source, "plain").script.utterances[0].text == "A title"


@pytest.mark.parametrize("edition", ["standard", "plain"])
def test_what_is_printed_has_the_ids_of_the_page(
    samples: dict[str, Path], make: Callable[..., Made], edition: str
) -> None:
    for source in samples.values():
        page = etree.parse(make(source, "html" if edition == "standard" else "plain").path)
        ids = set(page.xpath("//@id"))
        scripting = publish.script(source, edition, drafts=True)
        imprint = {
            f"publish-{name}" for name in ("edition", "authors", "publisher", "version", "published", "reviewed")
        }
        said = {utterance.id for utterance in scripting.script.utterances if utterance.printed}
        assert said - ids <= imprint


def test_findings_go_to_stderr_and_errors_change_the_status(
    run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    shown = run("script", write("![](none.png)\n\nA ∞ b."), "--json")
    assert shown.status == 1
    assert "error[image-alt-missing]" in shown.err
    assert "warning[sign-unspoken]" in shown.err
    assert json.loads(shown.out)["utterances"]


@pytest.mark.parametrize("arguments", [["missing.md"], ["article.md", "--edition", "large"]])
def test_what_cannot_be_scripted_ends_with_status_2(
    run: Callable[..., Run], write: Callable[..., Path], arguments: list[str]
) -> None:
    shown = run("script", *arguments, cwd=write("Text.").parent)
    assert (shown.status, shown.out) == (2, "")
    assert "error[" in shown.err


@pytest.mark.parametrize(
    ("text", "rule", "named"),
    [
        ("The limit is ∞ today.", "sign-unspoken", ["“∞” (infinity)", "start-1"]),
        ("✓", "sign-unspoken", ["“✓” (check mark)"]),
        ("A* b", "sign-unspoken", ["“*” (asterisk)"]),
        ("Come on 01/02/2024.", "date-ambiguous", ["01/02/2024"]),
        ("Take 1,5 mg.", "number-ambiguous", ["1,5"]),
        ("Give 2 500 mg tablets, not 1 000 mg.", "number-ambiguous", ["2 500"]),
        ("[الجرعة < 5]{lang=ar}", "sign-unspoken", ["“<” (less-than sign)"]),
        ("[الجرعة 5–10]{lang=ar}", "sign-unspoken", ["“–” (en dash)"]),
    ],
)
def test_what_a_listener_may_miss_is_found(write: Callable[..., Path], text: str, rule: str, named: list[str]) -> None:
    source = write(text.replace("A*", r"A\*"))
    (finding,) = publish.script(source).findings
    assert (finding.rule, finding.location) == (rule, publish.Location(str(source), 6))
    assert finding.severity == "warning"
    for words in named:
        assert words in finding.message


def test_dates_and_numbers_that_are_plain_are_not_found(write: Callable[..., Path]) -> None:
    text = "On 23/11/2026, 11/11/2026 or 2026-01-02, 1,000 people took 0.5–1 mg (about 50% of 12,500)."
    assert publish.script(write(text)).findings == ()
