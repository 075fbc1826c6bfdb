"""Fonts for the language of a document, and what no font can draw."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from publish.backends.pdf.fonts import covered, faces
from publish.backends.pdf.installed_fonts import is_installed
from publish.validators.printed_text import read_pages

from .conftest import Made

TEXTS = {
    "el": ("Πλένετε τα χέρια σας με **σαπούνι** για 20 λεπτά.", "Noto-Sans"),
    "ru": ("Мойте руки с **мылом** не менее 20 секунд.", "Noto-Sans"),
    "uk": ("Мийте руки з **милом** щонайменше 20 секунд. Ґудзик, їжа.", "Noto-Sans"),
    "he": ("שִׁטפו ידיים עם **סבון** במשך 20 שניות. ₪", "Arimo"),
    "hi": ("कम से कम 20 सेकंड तक **साबुन** से हाथ धोएँ। क्षेत्र", "Noto-Sans"),
    "ar": ("اغسل يديك **بالصابون** لمدة 20 ثانية.", "Noto-Sans-Arabic"),
    "vi": ("Rửa tay bằng **xà phòng** trong ít nhất 20 giây.", "Atkinson-Hyperlegible"),
    "pl": ("Myj ręce **mydłem** przez 20 sekund. Źdźbło, łódź.", "Atkinson-Hyperlegible"),
}


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_of_a_document_has_its_font_in_regular_and_bold(
    language: str, write: Callable[..., Path], make: Callable[..., Made]
) -> None:
    text, family = TEXTS[language]
    made = make(write(f"---\ntitle: A title\nlanguage: {language}\n---\n\n{text}\n"), "pdf")
    assert not [rule for rule in made.rules if rule not in ("labels-untranslated", "number-words-missing")]
    (page,) = read_pages(made.path.read_bytes())
    fonts = {run.font for run in page.runs}
    assert {family, f"{family}-Bold"} <= fonts
    assert not [font for font in fonts if "DejaVu" in font]


def test_each_face_is_heavier_in_bold() -> None:
    everything = "".join(text for text, _ in TEXTS.values())
    weights: dict[str, dict[int, int]] = {}
    for face in faces(everything):
        if face.style == "normal":
            with TTFont(face.path) as font:
                assert "fvar" not in font
                weights.setdefault(face.family, {})[face.weight] = font["OS/2"].usWeightClass
    assert len(weights) >= 4
    assert all(found == {400: 400, 700: 700} for found in weights.values())


def test_all_characters_without_a_font_are_named_at_once(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    source = write(
        "---\ntitle: A title \U00012000\nlanguage: en\n---\n\nOne.\n\nTwo \U00012001, \U00012002.\n\n\U00012001"
    )
    made = make(source, "pdf")
    (finding,) = (finding for finding in made.findings if finding.rule == "character-without-font")
    assert "U+12000, at the head of the article" in finding.message
    assert f"U+12001, {source}:8" in finding.message
    assert f"U+12002, {source}:8" in finding.message
    assert finding.location is not None
    assert finding.location.line == 8


def test_what_draws_nothing_needs_no_font(write: Callable[..., Path], make: Callable[..., Made]) -> None:
    made = make(write("Five\u202fmg, a\u00adb, c\u200dd, e\u2060f, 5\u2009mg, ☎\ufe0e"), "pdf")
    assert made.rules == []
    (page,) = read_pages(made.path.read_bytes())
    assert not [run.font for run in page.runs if run.font.startswith("Noto")]


def test_fonts_of_the_machine_are_asked() -> None:
    assert is_installed("a")
    assert not is_installed("\U00012000")
    assert "א" in covered(faces("א"))


def test_numbers_and_addresses_keep_their_order_among_words_from_right_to_left(
    write: Callable[..., Path], make: Callable[..., Made]
) -> None:
    contact = '{name: عيادة, phone: "+44 20 7946 0000", text: "85 258", web: "https://example.org/a/"}'
    head = f"---\ntitle: عنوان\nlanguage: ar\ncontacts:\n  - {contact}\n---\n\n"
    page = make(write(f"{head}[+44 20 7946](tel:+44207946)"), "html").path.read_text(encoding="utf-8")
    assert 'href="tel:+442079460000" dir="ltr"' in page
    assert 'href="https://example.org/a/" dir="ltr"' in page
    assert 'href="tel:+44207946" dir="ltr"' in page
    assert '<bdi dir="ltr">85\u00a0258</bdi>' in page
