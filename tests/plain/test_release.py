"""Previews label what is not approved, and releases do not let it through."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

import publish
from publish.checks import rules
from publish.plain.settings import profiles

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


def test_a_title_of_the_original_over_plain_text_is_labelled_and_not_released(
    run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    article = write(f"{HEAD}:::: warning Contraindications\nOne.\n\n::: plain\nUno.\n:::\n::::\n")
    run("plain", "approve", article, "--by", "Ada Example", "--all")
    done = run("build", article.name, "--to", "plain", "--release", cwd=article.parent)
    assert done.status == 1
    assert re.findall(r"error\[([\w-]+)\].*?\n +--> (\S+)", done.err) == [("release-not-yet-plain", "article.md:7")]
    assert "Write one for the whole box" in done.err
    run("build", article, "--to", "plain")
    assert f"Warning {ORIGINAL} Contraindications" in page(article)


def test_headings_that_are_kept_are_told_once_and_stop_nothing(
    run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    plain = "\n\nText.\n\n::: plain\nText.\n:::\n\n"
    own = "\n\nText.\n\n::: plain\n## How much?\n\nText.\n:::\n\n"
    article = write(f"{HEAD}## Contraindications{plain}## Dose{own}## Who{plain}")
    run("plain", "approve", article, "--by", "Ada Example", "--all")
    done = run("build", article, "--to", "plain", "--release")
    assert done.status == 0
    told = "2 of the headings in the plain edition are those of the article: line 7 “Contraindications”; line 25 “Who”."
    assert " ".join(done.err.split()).count(told) == 1


def test_a_release_leads_to_no_draft_and_no_stale_page(run: Callable[..., Run], article: Path) -> None:
    folder = article.parent / "build/article"
    run("build", article, "--to", "plain", "--drafts")
    done = run("build", article, "--to", "html", "--release")
    assert done.status == 0
    assert "warning[release-older-files]" in done.err
    assert "no part of it: article-plain.html." in " ".join(done.err.split())
    assert (folder / "article-plain.html").is_file()
    for name in ("index.html", "artifacts.json"):
        assert "plain" not in re.sub(
            r"<style.*?</style>", "", (folder / name).read_text(encoding="utf-8"), flags=re.DOTALL
        )
    run("plain", "approve", article, "--by", "Ada Example", "--all")
    released = run("build", article, "--to", "plain,html", "--release")
    assert (released.status, "release-older-files" in released.err) == (0, False)
    assert "article-plain.html" in (folder / "index.html").read_text(encoding="utf-8")
    article.write_text(article.read_text(encoding="utf-8").replace("Take one", "Swallow one"), encoding="utf-8")
    again = run("build", article, "--to", "html", "--release")
    assert "no part of it: article-plain.html." in " ".join(again.err.split())
    assert "article-plain.html" not in (folder / "index.html").read_text(encoding="utf-8")


def test_a_build_that_is_no_release_still_leads_to_what_was_made_before(run: Callable[..., Run], article: Path) -> None:
    run("build", article, "--to", "plain")
    run("build", article, "--to", "html")
    assert "article-plain.html" in (article.parent / "build/article/index.html").read_text(encoding="utf-8")


def test_a_guard_that_was_overruled_stops_again_once_the_text_has_changed(
    run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    article = write(f"{HEAD}Take 5 mg at home.\n\n::: plain {{#dose}}\nTake 6 mg.\n:::\n")
    article.with_name("publish.toml").write_text('[gates]\napproval = "off"\n')
    approved = run("plain", "approve", article, "--by", "Ada Example", "--block", "dose", "--despite", "It is right.")
    assert approved.status == 0, approved.err
    assert run("build", article, "--to", "plain", "--release").status == 0
    article.write_text(article.read_text(encoding="utf-8").replace("at home", "in bed"), encoding="utf-8")
    done = run("build", article, "--to", "plain", "--release")
    assert done.status == 1
    assert set(re.findall(r"error\[([\w-]+)\]", done.err)) == {"release-guard"}


@pytest.mark.parametrize("reason", ["", ' reason=""', ' reason=" "'])
def test_nobody_can_approve_to_leave_out_text_without_a_reason(
    reason: str, run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    article = write(f"{HEAD}Text.\n\n::: plain {{omit{reason}}}\n:::\n\nText.\n\n::: plain\nText.\n:::\n")
    named = ["--block", "start-block-1 start-block-2", "--despite", "It is right."]
    done = run("plain", "approve", article, "--by", "Ada Example", *named)
    assert done.status == 1
    assert "it leaves text out, and nobody says why" in done.err
    assert done.out.count("Approved:") == 1
    assert run("build", article, "--to", "plain", "--release").status == 1


def test_files_of_an_earlier_build_are_told_where_nothing_is_released(run: Callable[..., Run], article: Path) -> None:
    run("build", article, "--to", "plain,html", "--drafts")
    done = run("build", article, "--to", "plain", "--release")
    assert done.status == 1
    told = re.findall(r"warning\[release-older-files\]: (.*)", done.err)
    assert len(told) == 1
    assert "which are not this release: article-plain.html, article.html." in told[0]
    run("plain", "approve", article, "--by", "Ada Example", "--all")
    assert "release-older-files" not in run("build", article, "--to", "plain,html", "--release").err


# A block without a plain version, and whether it may be left out: the guard “omission” is asked.
LEFT_OUT = {
    "a warning": ("::: warning\nDo not drive.\n:::", "It cannot be left out: it is a warning."),
    "a dose": ("Take 5 mg of ibuprofen.", "It cannot be left out: it tells a dose or an amount (“5 mg”)."),
    "no danger": ("The clinic was built long ago.", "or leave it out: ::: plain {omit"),
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_leaving_out_is_offered_only_where_a_guard_allows_it(
    name: str, run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    block, told = LEFT_OUT[name]
    article = write(f"{HEAD}{block}\n")
    released = run("build", article, "--to", "plain", "--release")
    mend = re.findall(r"release-not-yet-plain\].*?mend: (.*?)\n", released.err, re.DOTALL)
    assert len(mend) == 1
    assert told in mend[0]
    article.write_text(f'{HEAD}{block}\n\n::: plain {{omit reason="too long"}}\n:::\n')
    refused = "the guard “omission” stops it" in run("plain", "approve", article, "--by", "Ada Example", "--all").err
    assert refused == ("omit" not in mend[0])


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
    "what there is besides gates": ('beauty = "on"', "Known are: profile, targets, firm, approval,"),
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
    "firm": ("firm = 5", "“firm” is no list of gates"),
    "firm gate": ('firm = ["beauty"]', "there is no gate “beauty”"),
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


@pytest.mark.parametrize("review", ["", "reviewed: {by: Ada Example, on: 2019-01-01, next: 2020-01-01}\n"])
@pytest.mark.parametrize("outputs", ["html", "plain", "plain,large-print"])
def test_a_review_keeps_back_every_edition(
    outputs: str, review: str, run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    head = HEAD.replace("reviewed: {by: Ada Example, on: 2026-01-01, next: 2999-01-01}\n", review)
    article = write(f"{head}Take one.\n\n::: plain\nTake 1.\n:::\n")
    run("plain", "approve", article, "--by", "Ada Example", "--all")
    done = run("build", article, "--to", outputs, "--release")
    assert done.status == 1
    assert re.findall(r"error\[\w+ ([\w-]+)\]", done.err) == ["review-date-missing"]
    assert run("build", article, "--to", "html").status == 0


GLOSSARY = "- {term: drip, definition: DEFINITION}\n- {term: tablet, definition: 9.0 mg in an adenoma.}\n"
DEFINITIONS = {
    "A slow way to give 5.0 mg.": "dose-trailing-zero",
    "A slow way to give a drug into an adenoma.": "glossary-definition-hard",
}


@pytest.mark.parametrize("definition", DEFINITIONS)
@pytest.mark.parametrize("outputs", ["html", "plain"])
def test_definitions_that_readers_meet_are_held_against_the_gates(
    outputs: str, definition: str, run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    article = write(f"{HEAD}You get a drip.\n\n::: plain\nYou get a drip.\n:::\n")
    article.with_name("glossary.yaml").write_text(GLOSSARY.replace("DEFINITION", definition), encoding="utf-8")
    run("plain", "approve", article, "--by", "Ada Example", "--all")
    done = run("build", article, "--to", outputs, "--release")
    assert done.status == 1
    assert re.findall(r"error\[\w+ ([\w-]+)\].*\n +--> glossary.yaml:(\d)", done.err) == [
        (DEFINITIONS[definition], "1")
    ]
    article.with_name("glossary.yaml").write_text(GLOSSARY.replace("DEFINITION", "A slow way to give a drug."))
    run("plain", "approve", article, "--by", "Ada Example", "--all")
    assert run("build", article, "--to", outputs, "--release").status == 0


SHUT = {rule.name: f"Yes. {rule.wrong}" for rule in rules() if rule.name in profiles()["default"].gates}
SHUT |= {
    "sentence-long": f"Ask {'a ' * 20}friend.",
    "paragraph-long": "Ask. Ask. Ask. Ask.",
    "passive-frequent": "\n\n".join(["Your blood is taken."] * 5 + ["A nurse takes your blood."] * 5),
    "glossary-definition-hard": "You have a drip.",
    "review-date-missing": "Ask.",
    "dose-latin-shorthand": "Take 1 tablet b.i.d. with food.",
}


@pytest.mark.parametrize("name", ["default", "nhs", "ahrq"])
def test_a_profile_has_these_gates(name: str) -> None:
    profile = profiles()[name]
    assert set(profile.gates) == {"approval", "coverage", "guards", *SHUT}
    assert profile.firm == {
        "crisis-contact-missing",
        "review-date-missing",
        *(g for g in SHUT if g.startswith("dose-")),
    }


def test_gates_of_the_default_profile_are_the_rules_for_patients() -> None:
    assert set(SHUT) == {rule.name for rule in rules()} - {"crisis-numbers-unknown"}


@pytest.mark.parametrize("gate", SHUT)
def test_what_a_rule_catches_shuts_its_gate(gate: str, run: Callable[..., Run], write: Callable[..., Path]) -> None:
    head = HEAD.replace(", next: 2999-01-01", "") if gate == "review-date-missing" else HEAD
    article = write(f"{head}Text.\n\n::: plain\n{SHUT[gate]}\n:::\n")
    glossary = "- {term: drip, definition: A benign neoplasm of glandular epithelium.}\n"
    article.with_name("glossary.yaml").write_text(glossary if gate == "glossary-definition-hard" else "[]\n")
    project = article.with_name("publish.toml")
    project.write_text('[gates]\napproval = "off"\nguards = "off"\n')
    done = run("build", article, "--to", "plain", "--release")
    assert done.status == 1
    assert set(re.findall(r"error\[\w+ ([\w-]+)\]", done.err)) == {gate}
    project.write_text(f'[gates]\napproval = "off"\nguards = "off"\n{gate} = "off"\n')
    assert run("build", article, "--to", "plain", "--release").status == 0


def test_a_comment_opens_a_gate_and_the_release_says_so(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    allowed = "<!-- publish-allow sentence-long: the words of the law -->"
    article = write(f"{HEAD}Ask.\n\n::: plain\n{allowed}\n\nAsk {'a ' * 20}friend.\n:::\n")
    run("plain", "approve", article, "--by", "Ada Example", "--all")
    done = run("build", article, "--to", "plain", "--release")
    assert done.status == 0
    told = "warning[release-allowed]: A comment opens the gate “sentence-long” here: the words of the law."
    assert told in " ".join(done.err.split())
    article.with_name("publish.toml").write_text('[gates]\nfirm = ["sentence-long"]\n')
    assert run("build", article, "--to", "plain", "--release").status == 1


@pytest.mark.parametrize("outputs", ["plain", "html,plain"])
def test_no_comment_opens_a_firm_gate(outputs: str, run: Callable[..., Run], write: Callable[..., Path]) -> None:
    allowed = "<!-- publish-allow crisis-contact-missing: x -->\n<!-- publish-allow D01: x -->\n\n"
    article = write(f"{HEAD}Ask.\n\n::: plain\n{allowed}Some think of suicide. Take 5.0 mg.\n:::\n")
    project = article.with_name("publish.toml")
    project.write_text('[gates]\nguards = "off"\napproval = "off"\n')
    done = run("build", article, "--to", outputs, "--release")
    assert done.status == 1
    found = re.findall(r"error\[\w+ ([\w-]+)\]", done.err)
    assert sorted(found) == ["crisis-contact-missing", "dose-trailing-zero"]
    assert "No comment opens this gate" in " ".join(done.err.split())
    project.write_text('[gates]\nguards = "off"\napproval = "off"\nfirm = []\n')
    done = run("build", article, "--to", outputs, "--release")
    assert (done.status, done.err.count("release-allowed")) == (0, 2)


def test_a_comment_about_what_is_no_gate_is_no_news_for_a_release(
    run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    article = write(f"{HEAD}<!-- publish-allow crisis-numbers-unknown: compared -->\n\nCall 999 about suicide.\n")
    done = run("build", article, "--to", "html", "--release")
    assert done.status == 0
    assert "allowance-unused" not in done.err


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
