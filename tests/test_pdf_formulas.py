"""Formulas in the PDF are drawn, say what they mean, and are never cut off or lost."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from publish.backends.pdf import engine
from publish.validators.pdf_ua import check_pdf_ua

from .conftest import Made

DRAWN = [
    r"\frac{1}{2}", r"\sqrt[3]{\frac{x}{y}}", r"\sum_{i=1}^{n} i^2", r"\begin{pmatrix}1&2\\3&4\end{pmatrix}",
    r"f(x)=\begin{cases}1 & \text{if } x>0\\0 & \text{otherwise}\end{cases}", r"\hat{x}+\bar{y}+\vec{v}",
    r"\alpha+\Omega", r"5\,\mathrm{mg}/\mathrm{kg}", r"\binom{n}{k}", r"\int_0^\infty e^{-x^2}\,dx", r"A \xrightarrow{k} B",
    r"\mathrm{C_{13}H_{16}ClNO}", r"\overbrace{a+b}^{n}", r"\left|x\right|", r"\mathbb{R}\mathbf{v}\mathcal{L}", r"a < b \& c",
    r"\boxed{x}", r"\begin{aligned}x&=1\\y&=2\end{aligned}", r"\begin{align}x&=1\\y&=2\end{align}",
]  # fmt: skip


@pytest.fixture
def printed(write: Callable[..., Path], make: Callable[..., Made], monkeypatch: pytest.MonkeyPatch):
    """Make a PDF of a text, and return the page that the engine was given, too."""

    def make_pdf(text: str, output: str = "pdf") -> tuple[Made, str]:
        pages: list[str] = []

        class Spy(engine.HTML):
            def __init__(self, string: str, **others: object) -> None:
                pages.append(string)
                super().__init__(string=string, **others)

        monkeypatch.setattr(engine, "HTML", Spy)
        made = make(write(text), output)
        return made, pages[0]

    return make_pdf


def _images(page: str) -> list[dict[str, str]]:
    return [dict(re.findall(r'([\w-]+)="([^"]*)"', tag)) for tag in re.findall(r'<img[^>]*role="math"[^>]*>', page)]


@pytest.mark.parametrize("output", ["pdf", "large-print"])
def test_formulas_are_drawn_without_a_font(printed, output: str) -> None:
    made, page = printed("\n\n".join(f"Text ${tex}$.\n\n$$\n{tex}\n$$" for tex in DRAWN), output)
    images = _images(page)
    assert len(images) == 2 * len(DRAWN)
    assert not made.findings
    assert "<math" not in page
    assert check_pdf_ua(made.path.read_bytes()) == []
    for image in images:
        drawing = base64.b64decode(image["src"].removeprefix("data:image/svg+xml;base64,")).decode()
        assert "<path" in drawing
        assert not re.search("<(text|style|metadata|title)", drawing)
        assert re.fullmatch(r"width: [\d.]+em; height: auto(; vertical-align: -?[\d.]+em)?", image["style"])
        assert image["class"] == "formula"


def test_the_alternative_is_what_the_author_says(printed) -> None:
    _, page = printed('Text $E = mc^2${say="E equals m & c squared"}.')
    assert [image["alt"] for image in _images(page)] == ["E equals m &amp; c squared"]


def test_the_alternative_is_in_words(printed) -> None:
    made, page = printed("Text $\\frac{1}{2}$.\n\n$$\n5\\,\\mathrm{mg}/\\mathrm{kg}\n$$")
    assert [image["alt"] for image in _images(page)] == ["one half", "5 milligrams per kilogram"]
    assert not made.findings


def test_a_formula_in_a_block_stands_in_its_block(printed) -> None:
    _, page = printed("{#energy}\n$$\nE = mc^2\n$$")
    assert re.search(
        r'<div id="energy" class="formula" data-tag="Formula"><img class="formula" role="math" alt="[^"]+" src="data:image/svg\+xml;base64,[^"]+" style="[^"]+" /></div>',
        page,
    )


def test_what_cannot_be_drawn_is_printed_flat_with_a_warning(printed) -> None:
    made, page = printed("Text $\\text{الجرعة} + x$.")
    assert made.rules.count("formula-flat") == 1
    assert "<math" in page
    assert "الجرعة" in page


@pytest.mark.parametrize(
    "tex",
    [
        pytest.param("{" * 60 + "x" + "}" * 60, id="braces"),
        pytest.param("\\frac{1}{" * 60 + "x" + "}" * 60, id="fractions"),
        pytest.param("+".join("x" * 900), id="long"),
        pytest.param("+".join("x" * 6000), id="too long"),
    ],
)
def test_a_hostile_formula_neither_hangs_nor_vanishes(printed, tex: str) -> None:
    made, page = printed(f"Before.\n\n$$\n{tex}\n$$\n\nAfter.")
    assert "x" in page
    assert set(made.rules) <= {
        "formula-flat",
        "formula-too-wide",
        "formula-broken",
        "nested-too-deeply",
        "formula-without-words",
    }


@pytest.mark.parametrize("output", ["pdf", "large-print"])
@pytest.mark.parametrize(
    "tex",
    [
        pytest.param("+".join("abcdefgh" * 20), id="wide"),
        pytest.param(r"\begin{matrix}" + r"\\".join("12345" * 20) + r"\end{matrix}", id="tall"),
    ],
)
def test_a_large_formula_is_made_smaller_and_not_cut_off(printed, output: str, tex: str) -> None:
    made, _ = printed(f"$$\n{tex}\n$$", output)
    with pikepdf.open(made.path) as pdf:
        for page in pdf.pages:
            left, bottom, right, top = _placed(page)
            assert left >= 0
            assert bottom >= 0
            assert right <= float(page.mediabox[2])
            assert top <= float(page.mediabox[3])
    assert ("formula-too-wide" in made.rules) == tex.startswith("a+")


def _placed(page: pikepdf.Page) -> tuple[float, float, float, float]:
    """Return the box around every line and curve that is drawn on a page."""
    xs: list[float] = [1]
    ys: list[float] = [1]

    def walk(stream, matrix: pikepdf.Matrix) -> None:
        stack = []
        for operands, operator in pikepdf.parse_content_stream(stream):
            name = str(operator)
            if name == "q":
                stack.append(matrix)
            elif name == "Q":
                matrix = stack.pop()
            elif name == "cm":
                matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
            elif name in ("m", "l", "c"):
                numbers = list(map(float, operands))
                for x, y in zip(numbers[::2], numbers[1::2], strict=True):
                    place = matrix.transform((x, y))
                    xs.append(place[0])
                    ys.append(place[1])
            elif name == "Do":
                form = stream.Resources.XObject[str(operands[0])]
                if form.Subtype == "/Form":
                    walk(form, pikepdf.Matrix(form.get("/Matrix", [1, 0, 0, 1, 0, 0])) @ matrix)

    walk(page, pikepdf.Matrix())
    return min(xs), min(ys), max(xs), max(ys)
