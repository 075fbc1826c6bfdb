"""Previews label what is not approved, and releases do not let it through."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

import publish

from ..conftest import Run

HEAD = "---\ntitle: A title\nlanguage: en\nreviewed: {by: Ada Example, on: 2026-01-01, next: 2999-01-01}\n---\n\n"
TWO_DRAFTS = f"""{HEAD}## Dose

Take one tablet.

::: plain
Take 1 pill.
:::

Never take two.

::: plain
Do not take 2.
:::

Ask a pharmacist.

::: plain
Ask at the pharmacy.
:::
"""
DRAFT, ORIGINAL = "Draft: nobody has approved these words yet.", "This part is not yet in plain language."


@pytest.fixture
def article(write: Callable[..., Path], run: Callable[..., Run]) -> Path:
    """An article of which the first plain block is approved and the two others are not."""
    path = write(TWO_DRAFTS)
    assert run("plain", "approve", path, "--by", "Ada Example", "--block", "dose-block-1").status == 0
    return path


def page(source: Path) -> str:
    text = (source.parent / "build/article/article-plain.html").read_text(encoding="utf-8")
    return " ".join(" ".join(etree.HTML(text.encode()).find("body").itertext()).split())


def test_a_release_names_file_and_line_of_each_draft(run: Callable[..., Run], article: Path) -> None:
    done = run("build", article.name, "--to", "html,plain", "--release", cwd=article.parent)
    assert done.status == 1
    found = re.findall(r"error\[([\w-]+)\].*?\n +--> (\S+)", done.err)
    assert found == [("release-draft", "article.md:17"), ("release-draft", "article.md:23")]
    assert "Nothing was made." in done.err
    assert not (article.parent / "build").exists()


def test_a_preview_labels_the_original(run: Callable[..., Run], article: Path) -> None:
    done = run("build", article, "--to", "plain")
    assert done.status == 0
    assert "warning[plain-not-approved]: 2 plain-language texts are not approved (lines 17, 23)" in done.err
    text = page(article)
    assert text.count(ORIGINAL) == 1
    assert "Take 1 pill." in text
    assert text.index(ORIGINAL) < text.index("Never take two.") < text.index("Ask a pharmacist.")
    assert "Do not take 2." not in text


def test_a_preview_with_drafts_labels_the_drafts(run: Callable[..., Run], article: Path) -> None:
    done = run("build", article, "--to", "plain", "--drafts")
    assert done.status == 0
    assert "information[plain-draft]" in done.err
    text = page(article)
    assert text.count(DRAFT) == 1
    assert text.index("This is a draft.") < text.index("Take 1 pill.") < text.index(DRAFT)
    assert text.index(DRAFT) < text.index("Do not take 2.") < text.index("Ask at the pharmacy.")
    assert ORIGINAL not in text
    index = (article.parent / "build/article/index.html").read_text(encoding="utf-8")
    assert "Draft, " in index
    assert '"draft": true' in (article.parent / "build/article/artifacts.json").read_text(encoding="utf-8")


def test_the_label_of_a_draft_speaks_for_its_heading(run: Callable[..., Run], article: Path) -> None:
    text = article.read_text(encoding="utf-8").replace("Do not take 2.", "## Not two\n\nDo not take 2.")
    article.write_text(text, encoding="utf-8")
    run("build", article, "--to", "plain", "--drafts")
    told = "Not two Draft, with the heading above: nobody has approved these words yet. Do not take 2. Ask at the pharmacy."
    assert told in page(article)


def test_what_is_all_approved_is_released_without_a_label(run: Callable[..., Run], article: Path) -> None:
    run("plain", "approve", article, "--by", "Ada Example", "--all")
    done = run("build", article, "--to", "plain", "--release")
    assert done.status == 0, done.err
    text = page(article)
    assert "Take 1 pill. Do not take 2. Ask at the pharmacy." in text
    assert "raft" not in text
    assert "Draft" not in (article.parent / "build/article/index.html").read_text(encoding="utf-8")
    assert ORIGINAL not in text


def test_a_changed_source_makes_the_approval_stale(run: Callable[..., Run], article: Path) -> None:
    run("plain", "approve", article, "--by", "Ada Example", "--all")
    article.write_text(article.read_text(encoding="utf-8").replace("Take one", "Swallow one"), encoding="utf-8")
    preview = run("build", article, "--to", "plain")
    assert preview.status == 0
    assert "warning[plain-stale]: The plain text “dose-block-1” is stale" in preview.err
    assert "the text that it stands for changed" in preview.err
    assert "Swallow one tablet." in page(article)
    run("build", article, "--to", "plain", "--drafts")
    assert "Draft: something has changed since these words were approved. Take 1 pill." in page(article)
    release = run("build", article.name, "--to", "plain", "--release", cwd=article.parent)
    assert release.status == 1
    assert re.findall(r"error\[([\w-]+)\].*?\n +--> (\S+)", release.err) == [("release-stale", "article.md:11")]


def test_drafts_keep_back_no_release_without_a_plain_edition(run: Callable[..., Run], article: Path) -> None:
    assert run("build", article, "--to", "html,pdf", "--release").status == 0


def test_what_has_no_plain_version_is_not_released(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    article = write(f"{HEAD}One.\n\n::: plain\nUno.\n:::\n\nTwo.\n\n- a\n- b\n")
    run("plain", "approve", article, "--by", "Ada Example", "--all")
    done = run("build", article.name, "--to", "plain", "--release", cwd=article.parent)
    assert done.status == 1
    found = re.findall(r"error\[([\w-]+)\].*?\n +--> (\S+)", done.err)
    assert found == [("release-not-yet-plain", "article.md:13"), ("release-not-yet-plain", "article.md:15")]


def test_errors_of_the_article_keep_a_release_back(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    done = run("build", write(f"{HEAD}Text.\n\n[](https://example.org)\n"), "--to", "html", "--release")
    assert done.status == 1
    assert "Nothing was made." in done.err


def test_one_article_that_is_kept_back_does_not_stop_the_other(
    run: Callable[..., Run], article: Path, write: Callable[..., Path]
) -> None:
    ready = write(f"{HEAD}Text.\n", "ready.md")
    (article.parent / "publish.toml").write_text('[gates]\ncoverage = "off"\n')
    done = run("build", article, ready, "--to", "plain", "--release")
    assert done.status == 1
    assert "ready-plain.html" in done.err
    assert not (article.parent / "build/article").exists()


def test_a_gate_can_be_switched_off(run: Callable[..., Run], article: Path) -> None:
    project = article.with_name("publish.toml")
    project.write_text('[gates]\nprofile = "nhs"\napproval = "off"\n')
    assert run("build", article, "--to", "plain", "--release").status == 0
    assert ORIGINAL in page(article)
    project.write_text('[gates]\nprofile = "nhs"\napproval = "on"\n')
    assert run("build", article, "--to", "plain", "--release").status == 1


BROKEN = {
    "profile": ('profile = "best"', "there is no profile “best”"),
    "profile misspelt": ('profil = "nhs"', "Did you mean “profile”?"),
    "gate": ('beauty = "on"', "there is no gate “beauty”"),
    "what there is besides gates": ('beauty = "on"', "Known are: profile, targets, approval,"),
    "value": ("approval = 5", "“approval” has a value that does not fit"),
    "a limit without its name": (
        "sentence-long = 15",
        'Write sentence-long = "on" or "off", or sentence-long = { plain = 15 }; there are standard, plain.',
    ),
    "a target without its name": ("targets = 8", "Write targets = { smog = 8 }; there are flesch-kincaid-grade, smog,"),
    "limit": ("approval = {most = 5}", "“approval” has no limit “most”"),
    "limit of a rule": ("sentence-long = {words = 5}", "“sentence-long” has no limit “words”"),
    "formula": ("targets = {beauty = 5}", "“targets” has no limit “beauty”"),
    "no table": ("targets = 3", "Write targets = { smog = 3 }; there are"),
    "not a number": ("sentence-long = {plain = nan}", "the limit “plain” of “sentence-long” is no number"),
    "no end": ("targets = {smog = inf}", "the limit “smog” of “targets” is no number"),
    "name and code": ('R02 = "off"\nsentence-long = "off"', "“sentence-long” is set twice"),
    "number": ('targets = {smog = "low"}', "the limit “smog” of “targets” is no number"),
    "number in words": ('targets = {smog = "eight"}', "Write smog and a number without quotation marks."),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_settings_are_told(name: str, run: Callable[..., Run], article: Path) -> None:
    line, message = BROKEN[name]
    article.with_name("publish.toml").write_text(f"[gates]\n{line}\n")
    done = run("build", article, "--to", "plain")
    assert done.status == 2
    assert message in " ".join(done.err.split())


RULES = {
    "long sentence": (f"Ask {'a ' * 20}friend.", "sentence-long"),
    "long paragraph": ("Ask. Ask. Ask.", "paragraph-long"),
    "crisis": ("Some people think of suicide.", "crisis-contact-missing"),
    "dose": ("Yes, 5.0 mg.", "dose-trailing-zero"),
}


@pytest.mark.parametrize("name", RULES)
def test_rules_are_gates(name: str, run: Callable[..., Run], write: Callable[..., Path]) -> None:
    words, rule = RULES[name]
    article = write(f"{HEAD}Take 5 mg.\n\n::: plain\nTake 5 mg. {words}\n:::\n")
    run("plain", "approve", article, "--by", "Ada Example", "--all")
    assert run("build", article, "--to", "plain").status == 0
    done = run("build", article.name, "--to", "plain", "--release", cwd=article.parent)
    assert done.status == 1
    assert [found[1] for found in re.findall(r"error\[(\w+ )?([\w-]+)\]", done.err)] == [rule]
    assert "--> article.md:10" in done.err
    article.with_name("publish.toml").write_text(f'[gates]\n{rule} = "off"\n')
    assert run("build", article, "--to", "plain", "--release").status == 0


def test_a_gate_may_have_another_limit(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    article = write(f"{HEAD}Short.\n\n::: plain\nAsk a friend who knows.\n:::\n")
    run("plain", "approve", article, "--by", "Ada Example", "--all")
    project = article.with_name("publish.toml")
    project.write_text("[gates]\nsentence-long = {plain = 4}\n")
    assert "the limit is 4" in run("build", article, "--to", "plain", "--release").err
    project.write_text("[gates]\nr02 = {plain = 4}\n")
    assert "the limit is 4" in run("build", article, "--to", "plain", "--release").err
    project.write_text("[gates]\nsentence-long = {plain = 5}\n")
    assert run("build", article, "--to", "plain", "--release").status == 0


def test_old_reviews_keep_back_every_edition(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    article = write(f"{HEAD}Text.\n".replace("2999", "2020"))
    done = run("build", article, "--to", "html", "--release")
    assert done.status == 1
    assert "review-date-missing" in done.err
    assert run("build", article, "--to", "html").status == 0


def test_scores_are_told_and_stop_nothing(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    article = write(f"{HEAD}Short.\n\n::: plain\nInterdisciplinary collaboration facilitates rehabilitation.\n:::\n")
    run("plain", "approve", article, "--by", "Ada Example", "--all")
    article.with_name("publish.toml").write_text('[gates]\nhard-word-unexplained = "off"\ntargets = {smog = 5}\n')
    done = run("build", article, "--to", "plain", "--release")
    assert done.status == 0
    assert re.search(r"warning\[score-missed\]: SMOG grade .* approximately [\d.]+; the target is 5\.", done.err)


def test_a_release_holds_no_drafts(run: Callable[..., Run], article: Path) -> None:
    assert run("build", article, "--release", "--drafts").status == 2


def test_the_label_is_in_every_format(article: Path, text_of_pages: Callable[[Path], list[str]]) -> None:
    (article.parent / "publish.toml").write_text('[outputs.plain-book]\nbackend = "epub"\nedition = "plain"\n')
    outputs = ["large-print", "plain-book", "plain", "plain-audio"]
    made = {each.output: each for each in publish.build(article, to=outputs, drafts=True, voices=["espeak"]).artifacts
            if not each.companion}  # fmt: skip
    pages = text_of_pages(made["large-print"].path)
    assert DRAFT in " ".join(" ".join(pages).split())
    assert all("Draft" in text.splitlines()[-1] or "Draft" in text[-300:] for text in pages)
    with zipfile.ZipFile(made["plain-book"].path) as book:
        text = " ".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))
    assert DRAFT in text
    assert "This is a draft." in text
    captions = made["plain-audio"].path.with_suffix(".vtt").read_text(encoding="utf-8")
    said = publish.script(article, "plain", drafts=True).script.utterances
    words = [utterance.text for utterance in said]
    assert words.index("This is a draft. Not all of its words have been approved.") == 1
    assert words.index(DRAFT) < words.index("Do not take 2.")
    assert DRAFT in captions
    assert all(artifact.draft for artifact in made.values())


def test_the_script_shows_originals_or_drafts(run: Callable[..., Run], article: Path) -> None:
    shown = run("script", article, "--edition", "plain")
    assert ORIGINAL in shown.out
    assert "Do not take 2." not in shown.out
    shown = run("script", article, "--edition", "plain", "--drafts")
    assert DRAFT in shown.out
    assert "Do not take 2." in shown.out
