"""Doses, signed numbers and phone numbers in right-to-left text: read as they were written, in print and in a browser."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from publish.backends.markup.isolation import isolate_in

from .conftest import Made
from .support.axe import Browser
from .support.tag_tree import read_tags
from .support.tools import ToolMissing

HEBREW = "---\ntitle: מינון\nlanguage: he\n---\n\n{}"
ARABIC = "---\ntitle: جرعة\nlanguage: ar\n---\n\n{}"
# As it is written, and as its signs stand on the page from left to right.
SHOWN = (
    ("נספרו 10^6^ תאים.", "106"),
    ("ויטמין B~12~ בדם.", "B12"),
    ("נטלו mg/m^2^ ביום.", "mg/m2"),
    ("נטלו **300** mg × *2* ביום.", "300mg×2"),
    ("קחו 500 mg × 4 ביום.", "500mg×4"),
    ("בטמפרטורה −7°C בלבד.", "−7°C"),
    ("חייגו +966-11-123-4567 עכשיו.", "+966-11-123-4567"),
    ("עשו זאת 50% מהזמן, כ-5 mg ליום.", "5mg-"),
    ("אחסנו: −5°C, <5 mg, 5–10 mg.", "5–10mg,<5mg,−5°C"),
    ("250 mg × 6", "250mg×6"),
    ("[קחו 700 mg × 3 ביום]{lang=he}", "700mg×3"),
)


def drawn(path: Path) -> list[str]:
    """Return the lines of a PDF, the signs of each in the order in which they stand from left to right."""
    lines: dict[int, list[tuple[float, str]]] = {}
    with pypdfium2.PdfDocument(path) as document:
        for number in range(len(document)):
            page = document[number].get_textpage()
            for index in range(page.count_chars()):
                left, bottom, right, top = page.get_charbox(index, loose=True)
                sign = page.get_text_range(index, 1)
                if sign.strip() and right > left:
                    # Raised and lowered signs stand on the line of the rest.
                    key = next((each for each in lines if abs(each - number * 10000 - (bottom + top) / 2) < 9), None)
                    key = round(number * 10000 + (bottom + top) / 2) if key is None else key
                    lines.setdefault(key, []).append((left, sign))
    return ["".join(sign for _, sign in sorted(line)) for line in lines.values()]


@pytest.fixture(scope="module")
def printed_lines(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    from publish.building.reading import read_source

    from .conftest import make_from

    folder = tmp_path_factory.mktemp("hebrew")
    source = folder / "article.md"
    source.write_text(HEBREW.format("\n\n".join(text for text, _ in SHOWN)), encoding="utf-8")
    return drawn(make_from(read_source(source), source, "pdf", folder / "made").path)


@pytest.mark.parametrize(("text", "shown"), SHOWN)
def test_matter_is_printed_as_it_is_written(text: str, shown: str, printed_lines: list[str]) -> None:
    assert any(shown in line for line in printed_lines), printed_lines


@pytest.mark.parametrize(("unit", "article"), [("ملغ", ARABIC), ("מ״ג", HEBREW)])
def test_a_range_with_a_unit_of_the_language_runs_from_right_to_left(
    unit: str, article: str, write: Callable[..., Path], make: Callable[..., Made]
) -> None:
    made = make(write(article.format(f"5–9 {unit}\n\n٥–٩ {unit}")), "pdf")
    lines = drawn(made.path)
    assert any(line.endswith("9–5") for line in lines), lines
    assert any(line.endswith("٩–٥") for line in lines), lines


@pytest.mark.browser
def test_a_browser_shows_matter_as_it_is_written(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    path = make(write(HEBREW.format("\n\n".join(text for text, _ in SHOWN))), "html").path
    script = """[...document.querySelectorAll('p')].map(p => {
        const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT), signs = [];
        for (let node; node = walker.nextNode();)
            for (let i = 0; i < node.length; i++) {
                const range = document.createRange();
                range.setStart(node, i); range.setEnd(node, i + 1);
                const box = range.getBoundingClientRect();
                if (node.data[i].trim()) signs.push([box.left, node.data[i]]);
            }
        return signs.sort((a, b) => a[0] - b[0]).map(sign => sign[1]).join('');
    })"""
    try:
        with Browser() as browser:
            lines = browser.drive(path, lambda page: page.evaluate(script))
    except ToolMissing as missing:
        from .conftest import needs_tool

        needs_tool(str(missing))
    assert [shown for _, shown in SHOWN if not any(shown in line for line in lines)] == []


@pytest.mark.parametrize(
    ("text", "isolated"),
    [
        ("קח −5°C, <5 mg, 5–10 mg.", "קח [−5°C], [<5 mg], [5–10 mg]."),
        ("כ-5 mg ליום (500 mg × 4)", "כ-[5 mg] ליום ([500 mg × 4])"),
        ("5 mg (10 ml) ו־(5 mg בערב)", "[5 mg (10 ml)] ו־([5 mg] בערב)"),
        ("5 ملغ أو ٥–١٠ ملغ أو 5–10 ملغ", "5 ملغ أو ٥–١٠ ملغ أو 5–10 ملغ"),
        ("500 mg × 4 פעמים", "[500 mg] × 4 פעמים"),
        ("500 mg/5 מ״ל", "[500 mg]/5 מ״ל"),
        ("1 000 מ״ג", "[1 000] מ״ג"),
        ("טל 050-1234567 בבית", "טל [050-1234567] בבית"),
        ("בשנת 2024, בשעה 10:30", "בשנת 2024, בשעה 10:30"),
        ("גיל < 5 שנים", "גיל < 5 שנים"),
        ("Take 5 mg, then rest אבא", "[Take 5 mg, then rest] אבא"),
        ("COVID-19 חיסון", "[COVID-19] חיסון"),
    ],
)
def test_what_is_isolated(text: str, isolated: str) -> None:
    marked = str(isolate_in(text, "rtl")).replace('<bdi dir="ltr">', "[").replace("</bdi>", "]").replace("&lt;", "<")
    assert marked == isolated


def test_links_terms_and_marks_stay_whole(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    text = (
        'קחו **500** [mg](https://example.org) × <abbr title="four">4</abbr>, **הרבה 5** mg, `B-12` [10]{lang=en}^6^.'
    )
    made = make(write(HEBREW.format(text)), "html")
    page = made.path.read_text(encoding="utf-8")
    assert (
        '<bdi dir="ltr"><strong>500</strong> <a href="https://example.org">mg</a> × <abbr title="four">4</abbr></bdi>'
        in page.replace("\u00a0", " ")
    )
    assert '<strong>הרבה <bdi dir="ltr">5</bdi></strong>' in page
    tags = read_tags(make(write(HEBREW.format(text)), "pdf").path)
    assert "קחו 500 mg × 4, הרבה 5 mg, B-12 10⁶." in tags.text.replace("\u00a0", " ")


def test_the_direction_in_force_decides(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    english = "Take 500 mg × 4.\n\n::: {lang=he}\nקחו 500 mg × 4 ביום.\n:::\n\n[קחו 5 mg/kg]{lang=he}"
    page = make(write(english)).path.read_text(encoding="utf-8")
    assert page.count('<bdi dir="ltr">500') == page.count('<bdi dir="ltr">5\u00a0mg/kg</bdi>') == 1
    hebrew = HEBREW.format("::: {lang=en}\nTake 500 mg × 4.\n:::\n\n[500 mg × 4]{lang=en}")
    assert "<bdi" not in make(write(hebrew)).path.read_text(encoding="utf-8")


def test_titles_contacts_and_main_points_too(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    head = "---\ntitle: מינון 500 mg × 4\nlanguage: he\ncontacts: [{name: מוקד, for: 9 mg × 2}]\n---\n\n## פרק 5 mg\n\nא\n\n## ב\n\nא\n\n## ג\n\nא"
    page = make(write(head)).path.read_text(encoding="utf-8")
    assert 'מינון <bdi dir="ltr">500 mg × 4</bdi></h1>' in page
    assert '<bdi dir="ltr">9 mg × 2</bdi>' in page
    assert page.count('פרק <bdi dir="ltr">5') == 2  # the heading and the table of contents


@pytest.mark.parametrize("text", ["5 mg (" * 5000, "([{5" * 5000, "א5 mg " * 4000, "<" * 20000])
def test_hostile_text_takes_little_time(text: str) -> None:
    start = time.perf_counter()
    isolate_in(text, "rtl")
    assert time.perf_counter() - start < 5
