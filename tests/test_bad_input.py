"""Bad input gets one message with its place, never a traceback; what was built before stays."""

from __future__ import annotations

import base64
import io
import os
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Picture

from .conftest import Made, Run

SIZES = {
    "nan": 'width="NaN" height="9">',
    "negative": 'width="-5" height="9">',
    "zero": 'width="0" height="0">',
    "box": 'viewBox="0 0 nan 5">',
    "infinite": 'width="1e999" height="9">',
    "path": 'width="9" height="9"><path d="M0 0 L nan 5"/>',
}
HEAD = "---\ntitle: A title\nlanguage: en\n"


@pytest.mark.parametrize(
    ("text", "status", "rule", "place"),
    [
        pytest.param(b"\xff\xfeA\x00", 2, "not-utf-8", ":1", id="utf-16"),
        pytest.param(HEAD.encode() + b"---\n\nna\xefve\n", 2, "not-utf-8", ":6", id="latin-1"),
        pytest.param(b"---\ntitle: [a\n---\n\ntext\n", 2, "yaml-broken", ":", id="broken YAML"),
        pytest.param(b"---\ntitle: &a x\nsubtitle: *a\n---\n\ntext\n", 2, "yaml-broken", ":2", id="YAML alias"),
        pytest.param(b"---\ntitle: a\ntitle: b\n---\n\ntext\n", 2, "yaml-broken", ":3", id="field given twice"),
        pytest.param(b'---\ntitle: "a\\x01b"\n---\n\ntext\n', 2, "yaml-broken", ":2", id="control in YAML"),
        pytest.param(b"---\ntitle: a\n\ntext\n", 2, "front-matter-broken", ":1", id="front matter never ends"),
        pytest.param(b"---\n- a\n---\n\ntext\n", 2, "front-matter-broken", ":1", id="front matter is a list"),
        pytest.param(f"{HEAD}titel: x\n---\n\ntext\n".encode(), 1, "field-unknown", ":4", id="unknown field"),
        pytest.param(f"{HEAD}published: soon\n---\n\ntext\n".encode(), 1, "field-invalid", ":4", id="not a date"),
        pytest.param(f"{HEAD}series: {{number: 1}}\n---\n\ntext\n".encode(), 1, "field-invalid", ":4", id="lacks"),
        pytest.param(f"{HEAD}contacts:\n  - nam: x\n---\n\na\n".encode(), 1, "field-unknown", ":5", id="deep unknown"),
        pytest.param(f"{HEAD}cover: no.png\n---\n\ntext\n".encode(), 1, "file-missing", ":4", id="missing cover"),
        pytest.param(f"{HEAD}---\n\n![a](no.png)\n".encode(), 1, "file-missing", ":6", id="missing picture"),
        pytest.param(f"{HEAD}---\n\n![a](../o.png)\n".encode(), 1, "file-outside-project", ":6", id="outside"),
        pytest.param(f"{HEAD}---\n\n![a](/etc/passwd)\n".encode(), 1, "file-outside-project", ":6", id="absolute"),
        pytest.param(f"{HEAD}---\n\n![a](link.png)\n".encode(), 1, "file-outside-project", ":6", id="symbolic link"),
        pytest.param(f"{HEAD}---\n\n![a](article.md)\n".encode(), 1, "image-unusable", ":6", id="not a picture"),
        pytest.param(f"{HEAD}---\n\n![](ok.svg)\n".encode(), 1, "image-alt-missing", ":6", id="no alternative"),
        pytest.param(f"{HEAD}---\n".encode(), 2, "article-empty", "", id="empty article"),
        pytest.param(b"", 2, "article-empty", "", id="empty file"),
        pytest.param(f"{HEAD}---\n\na\x00b\x07c\n".encode(), 0, "control-character", ":6", id="NUL and bell"),
        pytest.param(b"---\nlanguage: en\n---\n\ntext\n", 1, "title-missing", ":1", id="no title"),
        pytest.param(b"---\ntitle: x\n---\n\ntext\n", 1, "language-missing", ":1", id="no language"),
        pytest.param(b"---\ntitle: x\nlanguage: klingon!\n---\n\nt\n", 1, "language-invalid", ":3", id="language"),
        pytest.param(f"{HEAD}---\n\n<div>lost</div>\n\ntext\n".encode(), 1, "raw-html-block", ":6", id="block of HTML"),
        pytest.param(f"{HEAD}---\n\n[a](#b)\n".encode(), 1, "link-target-missing", ":6", id="link to nothing"),
        pytest.param(f"{HEAD}---\n\na[^b]\n".encode(), 1, "note-missing", ":6", id="note mark without note"),
        pytest.param(f"{HEAD}---\n\na\n\n[^b]: c\n".encode(), 0, "note-unused", ":8", id="note without mark"),
        pytest.param(f"{HEAD}---\n\n::: plain\nx\n:::\n\ntext\n".encode(), 1, "plain-without-target", ":6", id="plain"),
        pytest.param(f"{HEAD}---\n\na\n\n::: plain\nx\n".encode(), 1, "box-unclosed", ":8", id="box never closed"),
        pytest.param(f"{HEAD}---\n\n|a|\n|-|\n|1|2|\n".encode(), 1, "table-cell-lost", ":8", id="cell too many"),
        pytest.param(f"{HEAD}---\n\n~~not~~\n".encode(), 1, "strikethrough", ":6", id="struck through"),
        pytest.param(f"{HEAD}---\n\n2*3*4 mg\n".encode(), 1, "sign-taken-for-emphasis", ":6", id="product"),
        pytest.param(f"{HEAD}---\n\na\n\n::: plain 5 mg\nx\n:::\n".encode(), 1, "box-title-lost", ":8", id="title"),
        pytest.param(f"{HEAD}---\n\na[^1]\n\n[^1]: b\n\n[^1]: c\n".encode(), 1, "note-duplicate", ":10", id="twice"),
        pytest.param(f"{HEAD}---\n\n|a|b|c|\n|-|-|\n|1|2|3|\n".encode(), 1, "table-broken", ":6", id="broken table"),
        pytest.param(
            f"{HEAD}---\n\nx ![a](ok.svg){{decorative}}\n".encode(), 1, "image-decorative-with-alt", ":6", id="dec"
        ),
        pytest.param(f"{HEAD}---\n\n$\\href{{javascript:x}}{{y}}$\n".encode(), 1, "formula-broken", ":6", id="href"),
        pytest.param(f"{HEAD}---\n\na \u202e51 mg\n".encode(), 1, "direction-override", ":6", id="override"),
        pytest.param(f"{HEAD}---\n\nA\nB\n: c\n".encode(), 0, "caption-stray", ":8", id="two terms"),
        pytest.param(f"{HEAD}---\n\n{'>' * 400} deep\n".encode(), 2, "nested-too-deeply", ":6", id="400 quotations"),
        pytest.param(f"{HEAD}---\n\n{'[' * 60}a{']{.b}' * 60}\n".encode(), 2, "nested-too-deeply", ":6", id="spans"),
        pytest.param(
            f'{HEAD}---\n\n$$\ny\n$$\n{{say="why"}}\nMore.\n'.encode(),
            0,
            "attributes-unused",
            ":10",
            id="say after a block",
        ),
        pytest.param(f"{HEAD}---\n\n${'x+' * 1500}x$\n".encode(), 1, "formula-broken", ":6", id="long formula"),
        pytest.param(f"{HEAD}---\n\n$\\frac{{$\n".encode(), 1, "formula-broken", ":6", id="broken formula"),
        pytest.param(
            f"{HEAD}---\n\na\n\n[Dose]: 5mg\n".encode(), 1, "link-definition-unused", ":8", id="unused definition"
        ),
        pytest.param(
            f"{HEAD}---\n\na\n\n[Note]: <do-not-take>\n".encode(),
            1,
            "link-definition-unused",
            ":8",
            id="unused definition in angles",
        ),
        pytest.param(
            f"{HEAD}---\n\na\n\n[Do not take with]: alcohol 'or milk'\n".encode(),
            1,
            "link-definition-unused",
            ":8",
            id="unused definition with title",
        ),
        pytest.param(
            f"{HEAD}---\n\n[a]\n\n[a]: https://x.org\n[A]: https://y.org\n".encode(),
            1,
            "link-definition-unused",
            ":9",
            id="hidden definition",
        ),
        pytest.param(f"{HEAD}---\n\n<not for children>\n".encode(), 0, "raw-html-as-text", ":6", id="words in angles"),
        pytest.param(f"{HEAD}---\n\nIf a <b and c> 5 mg\n".encode(), 0, "raw-html-as-text", ":6", id="less and more"),
        pytest.param(
            f"{HEAD}---\n\n<summary of doses>\n5 mg\n".encode(),
            0,
            "raw-html-as-text",
            ":6",
            id="words that begin as a tag",
        ),
        pytest.param(f"{HEAD}---\n\nTake <!not 5 mg> it\n".encode(), 0, "raw-html-as-text", ":6", id="declaration"),
        pytest.param(f"{HEAD}---\n\n<del>not</del> 5 mg\n".encode(), 1, "strikethrough", ":6", id="deleted in HTML"),
        pytest.param(
            f"{HEAD}---\n\ndo <s>not</s> take\n".encode(), 1, "strikethrough", ":6", id="struck through in HTML"
        ),
        pytest.param(
            f"{HEAD}---\n\na &#x202E;51 mg\n".encode(), 1, "direction-override", ":6", id="override as entity"
        ),
        pytest.param(
            f"{HEAD}---\n\n[a](https://x.org '&#8238;51 mg')\n".encode(),
            1,
            "direction-override",
            ":6",
            id="override in a title",
        ),
        pytest.param(f"{HEAD}---\n\na &#1;51 mg\n".encode(), 0, "control-character", ":6", id="control as entity"),
        pytest.param(f"{HEAD}---\n\na &#12;51 mg\n".encode(), 0, "control-character", ":6", id="form feed as entity"),
        pytest.param(f"{HEAD}---\n\n2**3**4 mg\n".encode(), 1, "sign-taken-for-emphasis", ":6", id="power by stars"),
        pytest.param(
            f"{HEAD}---\n\n5 mg*2*3 days\n".encode(), 1, "sign-taken-for-emphasis", ":6", id="product with a unit"
        ),
        pytest.param(
            f"{HEAD}---\n\n2*x*3 mg\n".encode(), 1, "sign-taken-for-emphasis", ":6", id="product with a letter"
        ),
        pytest.param(f"{HEAD}---\n\n~5–~10 mg\n".encode(), 1, "sign-taken-for-emphasis", ":6", id="about"),
        pytest.param(f"{HEAD}---\n\n5~10~15 mg\n".encode(), 1, "sign-taken-for-emphasis", ":6", id="range by tildes"),
        pytest.param(f"{HEAD}---\n\n5^3^4 mg\n".encode(), 1, "sign-taken-for-emphasis", ":6", id="powers"),
        pytest.param(
            f"{HEAD}---\n\nDo not exceed\n> 5 mg\n".encode(), 0, "sign-taken-for-quotation", ":7", id="more than"
        ),
        pytest.param(f"{HEAD}---\n\nStop at\n>= 5 mg\n".encode(), 0, "sign-taken-for-quotation", ":7", id="at least"),
        pytest.param(f"{HEAD}---\n\nStop if\n- 5 °C\n".encode(), 0, "sign-taken-for-list", ":7", id="minus"),
        pytest.param(f"{HEAD}---\n\n[](https://x.org)\n".encode(), 1, "link-empty", ":6", id="link without words"),
        pytest.param(
            f"{HEAD}---\n\n[![](ok.svg){{decorative}}](https://x.org)\n".encode(),
            1,
            "link-empty",
            ":6",
            id="link of a decoration",
        ),
        pytest.param(f"{HEAD}---\n\n![a](nan.svg)\n".encode(), 1, "image-unusable", ":6", id="NaN size"),
        pytest.param(f"{HEAD}---\n\n![a](negative.svg)\n".encode(), 1, "image-unusable", ":6", id="negative size"),
        pytest.param(f"{HEAD}---\n\n![a](zero.svg)\n".encode(), 1, "image-unusable", ":6", id="zero size"),
        pytest.param(f"{HEAD}---\n\n![a](box.svg)\n".encode(), 1, "image-unusable", ":6", id="viewBox size"),
        pytest.param(f"{HEAD}---\n\n![a](infinite.svg)\n".encode(), 1, "image-unusable", ":6", id="infinite size"),
        pytest.param(f"{HEAD}---\n\n![a](path.svg)\n".encode(), 1, "image-unusable", ":6", id="NaN inside size"),
    ],
)
def test_article(text: bytes, status: int, rule: str, place: str, tmp_path: Path, run: Callable[..., Run]) -> None:
    outside = tmp_path / "o.png"
    outside.write_bytes(b"secret")
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "ok.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    for name, size in SIZES.items():
        (folder / f"{name}.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {size}</svg>')
    (folder / "link.png").symlink_to(outside)
    (folder / "article.md").write_bytes(text)
    result = run("build", "article.md", "--to", "html", "--jobs", "1", cwd=folder)
    assert result.status == status
    lines = [line for line in result.err.splitlines() if line.startswith(("error[", "warning["))]
    assert sum(f"[{rule}]" in line for line in lines) == 1, result.err
    assert f"--> article.md{place}" in result.err
    built = folder / "build/article/article.html"
    assert built.exists() == (status != 2)
    assert not list(folder.glob("build/**/.*"))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "[a], ![b][c] and [d][]\n\n[a]: https://x.org\n[c]: ok.svg\n[d]: #e\n\n## E {#e}\n", id="used definitions"
        ),
        pytest.param("Take **5**mg, *in*form*ed*, H~2~O, C~13~H~16~, 10^6^, ^14^C and x~1~^2^.\n", id="true emphasis"),
        pytest.param("Doses:\n- 5 mg\n- 10 mg\n\nAges:\n\n- 5\n\n- A\n  - 5 mg\n\n> 5 mg\n", id="true lists"),
        pytest.param("a &lt; b, &amp; &#8804; 5 &nbsp; mg\n", id="good entities"),
        pytest.param("[two\\[*\\] words](https://x.org) and [![Alt](ok.svg)](https://y.org)\n", id="good links"),
    ],
)
def test_good_markdown_is_not_blamed(text: str, run: Callable[..., Run], write: Callable[..., Path]) -> None:
    source = write(text)
    (source.parent / "ok.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9.5mm" viewBox="0 0 9 9" fill="#0e4750"/>'
    )
    result = run("build", source.name, "--to", "html", cwd=source.parent)
    assert result.status == 0, result.err
    assert "error[" not in result.err
    assert "warning[" not in result.err


@pytest.mark.parametrize("clear", [None, 60000])
def test_a_deep_picture_is_not_black(clear: int | None, make: Callable[..., Made], write: Callable[..., Path]) -> None:
    source = write("![Light grey](deep.png)\n")
    deep = np.full((8, 8), 60000, np.uint16)
    deep[0] = 50000
    options = {} if clear is None else {"transparency": clear}
    Picture.fromarray(deep).save(source.parent / "deep.png", **options)
    html = make(source).path.read_text()
    data = base64.b64decode(re.search(r"data:image/png;base64,([^\"]+)", html)[1])
    with Picture.open(io.BytesIO(data)) as shown:
        assert shown.mode == ("L" if clear is None else "LA")
        pixels = [shown.getpixel((0, row)) for row in (0, 1)]
    assert pixels == ([195, 234] if clear is None else [(195, 255), (234, 0)])


def test_article_that_is_not_there(run: Callable[..., Run], tmp_path: Path) -> None:
    result = run("build", "none.md", cwd=tmp_path)
    assert result.status == 2
    assert "error[source-missing]" in result.err
    assert "none.md" in result.err


def test_no_project_and_no_article(run: Callable[..., Run], tmp_path: Path) -> None:
    result = run("build", cwd=tmp_path)
    assert result.status == 2
    assert "publish new" in result.err


@pytest.mark.parametrize(
    ("arguments", "rule"),
    [
        (("--to", "html,docx"), "output-unknown"),
        (("--to", "audio", "--voice", "nobody"), "voice-unknown"),
    ],
)
def test_unknown_plugin(
    arguments: tuple[str, ...], rule: str, run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    source = write("Text.")
    result = run("build", source.name, "--jobs", "1", *arguments, cwd=source.parent)
    assert result.status == 2
    assert result.err.count(f"error[{rule}]") == 1
    assert "Choose from" in result.err


def test_unwritable_output(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    source = write("Text.")
    (source.parent / "file").write_text("in the way")
    result = run("build", source.name, "--to", "html", "--output", "file/build", cwd=source.parent)
    assert result.status == 2
    assert "error[output-unwritable]" in result.err
    assert (source.parent / "file").read_text() == "in the way"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("sources = [", "project-file-broken"),
        ("sauces = []", "project-file-broken"),
        ('output = "../elsewhere"', "project-file-broken"),
        ('sources = ["/etc/*"]', "project-file-broken"),
        ('[outputs."../x"]\nbackend = "html"', "project-file-broken"),
        ('voices = ["gtts"]\n[outputs.x]\nbackend = "audio"', "voice-needs-consent"),
        ('[outputs.x]\nbackend = "html"\ncolour = "red"', "project-file-broken"),
        ('[outputs.x]\nbackend = "pdf"\noptions = {size = "A4"}', "output-wrong"),
        ('[outputs.x]\nbackend = "pdf"\nedition = "short"', "output-wrong"),
    ],
)
def test_broken_project_file(text: str, rule: str, run: Callable[..., Run], write: Callable[..., Path]) -> None:
    source = write("Text.")
    (source.parent / "publish.toml").write_text(text)
    result = run("build", source.name, "--to", "x", cwd=source.parent)
    assert result.status == 2
    assert f"error[{rule}]" in result.err
    assert "publish.toml" in result.err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[narration]\npause = 2", "unknown setting “pause” in “narration”; there are speed, pauses,"),
        ("[narration]\nspeed = 5", "“narration.speed” must be at most 2."),
        ('[narration]\nannouncements = "no"', "“narration.announcements” must be true or false."),
        ('[outputs.x]\nbackend = "html"\ncolour = "red"', "in [outputs.x], there is an unknown setting “colour”"),
        ('[outputs.x]\nbackend = "pdf"\noptions = {size = "A4"}', "unknown setting “size”; there are "),
        ('[outputs.x]\nbackend = "epub"\noptions = {chapters = 9}', "“chapters” must be at most 6."),
        ('[outputs.x]\nbackend = "epub"\noptions = {fonts = ["a.ttf"]}', "starts from the project's folder."),
    ],
)
def test_wrong_settings_are_told_in_plain_words(
    text: str, words: str, run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    source = write("Text.")
    (source.parent / "publish.toml").write_text(text)
    assert words in run("build", source.name, "--to", "x,epub", cwd=source.parent).err


@pytest.mark.parametrize(
    ("fields", "place", "known"),
    [
        ("contacts: [{name: A}, {name: B, tel: '2'}]", "in “contacts, entry 2”", "Known fields are: name, for, phone,"),
        ("series: {number: 1}", "“series” lacks the field “name”", "Known fields are: name, number."),
        ("publised: 2026-11-23", "unknown field “publised”", "Known fields are: title, language,"),
    ],
)
def test_the_fields_that_are_known_at_a_place_are_told(
    fields: str, place: str, known: str, run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    source = write(f"---\ntitle: T\nlanguage: en\n{fields}\n---\n\nText.\n")
    result = run("show", source.name, cwd=source.parent)
    assert place in result.err
    assert known in result.err


def test_one_bad_article_does_not_stop_the_others(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    good, bad = write("Good."), write("---\nbroken: [\n---\n", "bad.md")
    result = run("build", bad.name, good.name, "--to", "html", cwd=good.parent)
    assert result.status == 2
    assert (good.parent / "build/article/article.html").exists()


def test_what_was_built_before_stays(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    source = write("First.")
    assert run("build", source.name, "--to", "html", cwd=source.parent).status == 0
    built = source.parent / "build/article/article.html"
    before = built.read_bytes()
    (source.parent / "templates/html").mkdir(parents=True)
    (source.parent / "templates/html/page.html").write_text("{{ no.such.thing }}")
    result = run("build", source.name, "--to", "html", cwd=source.parent)
    assert result.status == 2
    assert "error[template-broken]" in result.err
    assert built.read_bytes() == before
    assert sorted(os.listdir(built.parent)) == ["article.html", "artifacts.json", "index.html"]


def test_a_template_that_is_not_utf_8_is_not_passed_over(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    source = write("Text.")
    (source.parent / "templates/html").mkdir(parents=True)
    (source.parent / "templates/html/page.css").write_bytes(b"\xff")
    result = run("build", source.name, "--to", "html", cwd=source.parent)
    assert result.status == 2
    assert "error[template-broken]" in result.err


def test_a_broken_index_page_does_not_hide_the_rest(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    source = write("Text ~~not~~.")
    (source.parent / "templates/index").mkdir(parents=True)
    (source.parent / "templates/index/index.html").write_text("{{ nothing }}")
    result = run("build", source.name, "--to", "html", cwd=source.parent)
    assert result.status == 2
    assert "error[template-broken]" in result.err
    assert "error[strikethrough]" in result.err
    assert "article.html" in result.err


def test_an_article_cannot_take_the_name_of_the_index(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    source = write("Text.", "index.md")
    assert run("build", source.name, "--to", "html", cwd=source.parent).status == 2


def test_lines_stay_right_after_a_bad_entry(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    head = "---\ntitle: A\nlanguage: en\nauthors:\n  - nam: x\n  - name: y\n  - nom: z\n---\n\n"
    source = write(f"{head}Text.")
    result = run("build", source.name, "--to", "html", cwd=source.parent)
    assert "--> article.md:5" in result.err
    assert "--> article.md:7" in result.err
    assert "--> article.md:6" not in result.err


def test_two_articles_of_one_name(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    write("A.", "one/leaflet.md")
    project = write("B.", "two/leaflet.md").parent.parent
    result = run("build", "one/leaflet.md", "two/leaflet.md", "--to", "html", cwd=project)
    assert result.status == 2
    assert "error[source-name-taken]" in result.err


@pytest.mark.parametrize("output", ["html", "epub", "pdf"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("## Only a heading\n", id="one heading"),
        pytest.param("".join(f"{'  ' * depth}- level {depth}\n" for depth in range(10)), id="list of 10 levels"),
        pytest.param("".join(f"{'> ' * depth}level {depth}\n\n" for depth in range(1, 11)), id="10 quotations"),
        pytest.param("".join(f"{'#' * min(n, 6)} Heading {n}\n\ntext\n\n" for n in range(2, 8)), id="all headings"),
    ],
)
def test_odd_but_good(text: str, output: str, run: Callable[..., Run], write: Callable[..., Path]) -> None:
    source = write(text)
    result = run("build", source.name, "--to", output, "--jobs", "1", cwd=source.parent)
    assert result.status == 0, result.err
    assert "pdf-ua" not in result.err


def test_a_megabyte_in_one_paragraph(run: Callable[..., Run], write: Callable[..., Path]) -> None:
    source = write("A sentence of some words. " * 40_000)
    result = run("build", source.name, "--to", "html,epub", "--jobs", "1", cwd=source.parent)
    assert result.status == 0, result.err
    assert (source.parent / "build/article/article.html").read_text().count("A sentence of some words.") == 40_000


def test_hints_about_the_glossary_name_only_what_it_may_hold(
    run: Callable[..., Run], write: Callable[..., Path]
) -> None:
    article = write("Text.\n")
    article.with_name("glossary.yaml").write_text("- {term: a, definition: b, id: c}\n")
    done = run("show", article)
    assert "there is an unknown field “id” in “entry 1”" in done.err
    assert "Known fields are: term, definition, language, forms, say, phonemes, source, reviewed.\n" in done.err
