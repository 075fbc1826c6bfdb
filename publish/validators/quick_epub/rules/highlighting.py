"""Whether the text that is spoken stands out, can be read, and stays where it is (EPUB 3.3, 9.3.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from tinycss2 import ast
from tinycss2.color3 import RGBA, parse_color

from publish.findings import Finding, Severity
from publish.validators.contrast import Colour, contrast_ratio
from publish.validators.quick_epub.document import Document
from publish.validators.quick_epub.faults import fault
from publish.validators.quick_epub.names import words
from publish.validators.quick_epub.package import Package
from publish.validators.quick_epub.stylesheet import Sheet, Sheets, StyleRule

ACTIVE = "media:active-class"
PLAYING = "media:playback-active-class"
_LEAST_CONTRAST = 4.5
_SIZES = frozenset(
    [
        "font",
        "font-size",
        "font-size-adjust",
        "font-weight",
        "font-stretch",
        "font-style",
        "font-family",
        "font-variant",
        "line-height",
        "letter-spacing",
        "word-spacing",
        "text-indent",
        "text-transform",
        "white-space",
        "width",
        "height",
        "min-width",
        "max-width",
        "min-height",
        "max-height",
        "padding",
        "margin",
        "border",
        "border-width",
        "border-top",
        "border-right",
        "border-bottom",
        "border-left",
        "display",
        "position",
        "float",
        "zoom",
        "inline-size",
        "block-size",
    ]
)
_SIZE_PREFIXES = ("padding-", "margin-", "border-inline", "border-block")
_WITHOUT_EFFECT = frozenset({"0", "inherit", "unset", "normal", "none"})
_HARMS = "People who read along do not find the words that are spoken."


class Highlight(msgspec.Struct, frozen=True):
    """What the metadata of a book name for text that is spoken.

    Attributes:
        active: the class of the text that is spoken; empty if there is none.
        playing: the class of the document while it is played; empty if there is none.
    """

    active: str
    playing: str

    @property
    def classes(self) -> frozenset[str]:
        """Both, as far as they are there."""
        return frozenset(filter(None, (self.active, self.playing)))


def highlight_of(package: Package) -> Highlight:
    """Return the classes that the metadata name."""
    values = {name: next((meta.value for meta in package.statements(name)), "") for name in (ACTIVE, PLAYING)}
    return Highlight(words(values[ACTIVE]), words(values[PLAYING]))


def class_missing(package: Package, highlight: Highlight) -> Iterator[Finding]:
    """A book that is read aloud names the class of the text that is spoken."""
    if package.is_read_aloud and not highlight.active:
        yield fault(
            "active-class-missing",
            f"The metadata name no class for the text that is spoken (“{ACTIVE}”).",
            package.path,
            harms=_HARMS,
            mend=f"Name it as “{ACTIVE}” in the metadata, and give it colours in the stylesheet.",
        )


def class_undefined(document: Document, highlight: Highlight, sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Each document that is read aloud has a stylesheet in which the classes stand."""
    defined = {name for sheet in sheets for rule in sheet.rules for name in rule.classes}
    for name, severity in ((highlight.active, Severity.ERROR), (highlight.playing, Severity.WARNING)):
        if name and name not in defined:
            yield fault(
                "active-class-undefined",
                f"No stylesheet of the document has a rule for the class “{name}”, which the metadata name.",
                document.item.path,
                harms=_HARMS,
                mend=f"Link a stylesheet with a rule for “.{name}”.",
                severity=severity,
            )


def sheets_of(document: Document, sheets: Sheets) -> list[Sheet]:
    """Return the stylesheets of a document, those within it last."""
    linked = sheets.of(document.markup.sheets)
    return [*linked, *(sheets.parse(document.item.path, style) for style in document.markup.styles)]


def sheet_faults(sheets: Iterable[Sheet], highlight: Highlight) -> Iterator[Finding]:
    """The rules for the text that is spoken give it colours that can be read, and leave its size alone."""
    for sheet in sheets:
        rules = [rule for rule in sheet.rules if highlight.active in rule.classes]
        yield from _low_contrast(sheet.file, rules)
        yield from _resizing(sheet.file, rules)


def _low_contrast(file: str, rules: Sequence[StyleRule]) -> Iterator[Finding]:
    always: dict[str, tuple[ast.Node, ...]] = {}
    for rule in rules:
        if not rule.condition:
            always.update(rule.declarations)
    for condition in dict.fromkeys(rule.condition for rule in rules):
        declarations = dict(always)
        for rule in rules:
            if rule.condition == condition:
                declarations.update(rule.declarations)
        line = next(rule.line for rule in rules if rule.condition == condition)
        text = declarations.get("color")
        ground = declarations.get("background-color") or declarations.get("background")
        if bool(text) != bool(ground):
            yield fault(
                "active-class-one-colour",
                f"The rule for the text that is spoken sets {'its colour' if text else 'its background'} alone.",
                file,
                line,
                harms="In the colours that a reader has chosen, such as white on black, the words may vanish.",
                mend="Set “color” and “background-color” together (WCAG 2.2, technique F24).",
                severity=Severity.WARNING,
            )
        colour, background = _plain(text), _plain(ground)
        if colour and background and (contrast := contrast_ratio(colour, background)) < _LEAST_CONTRAST:
            yield fault(
                "active-class-contrast-low",
                f"The text that is spoken has a contrast of {contrast:.1f} to 1; 4.5 to 1 is the least.",
                file,
                line,
                harms="People with low vision cannot read the words that are spoken.",
                mend="Choose colours that differ more (WCAG 2.2, 1.4.3).",
            )


def _plain(value: Sequence[ast.Node] | None) -> Colour | None:
    if not value or len(value) != 1:
        return None
    colour = parse_color(value[0])
    if not isinstance(colour, RGBA) or colour.alpha < 1:
        return None
    red, green, blue = (round(255 * min(max(part, 0.0), 1.0)) for part in colour[:3])
    return red, green, blue


def _resizing(file: str, rules: Iterable[StyleRule]) -> Iterator[Finding]:
    for rule in rules:
        changing = [
            name
            for name, value in rule.declarations.items()
            if (name in _SIZES or name.startswith(_SIZE_PREFIXES)) and not _without_effect(value)
        ]
        if changing:
            yield fault(
                "active-class-resizes",
                f"The rule for the text that is spoken sets “{changing[0]}”, which moves the text around it.",
                file,
                rule.line,
                harms="The lines jump with each sentence, and the eye loses its place.",
                mend="Let the text stand out by its colours, or by an underline or outline, alone.",
            )


def _without_effect(value: Sequence[ast.Node]) -> bool:
    return all(str(getattr(part, "representation", getattr(part, "value", ""))) in _WITHOUT_EFFECT for part in value)
