"""Whether the accessibility features that a book declares are there, and those that are there declared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import msgspec

from publish.findings import Finding, Severity
from publish.validators.quick_epub.faults import fault
from publish.validators.quick_epub.offer import FEATURE, Statements, Tally


class Feature(msgspec.Struct, frozen=True):
    """How to see that a feature is there.

    Attributes:
        there: whether it can be there at all.
        lacking: what is not there, for the message.
        certain: whether it is there beyond doubt, so that not to declare it is a loss; None if nobody can see that.
    """

    there: Callable[[Tally], bool]
    lacking: str
    certain: Callable[[Tally], bool] | None = None


def _seen(there: Callable[[Tally], bool], lacking: str) -> Feature:
    return Feature(there, lacking, there)


def _has_media(tally: Tally) -> bool:
    return bool(tally.audio or tally.video or tally.package.is_read_aloud)


def _is_fixed(tally: Tally) -> bool:
    return any(meta.value == "pre-paginated" for meta in tally.package.statements("rendition:layout"))


_FEATURES: Mapping[str, Feature] = {
    "synchronizedAudioText": _seen(lambda tally: tally.package.is_read_aloud, "the book has no media overlay"),
    "alternativeText": Feature(
        lambda tally: tally.pictures_without_words == 0 and tally.pictures > 0,
        "there is no picture, or one without a text alternative",
        lambda tally: tally.pictures_without_words == 0 and tally.pictures_beside_cover > 0,
    ),
    "MathML": _seen(lambda tally: tally.formulas > 0, "the book has no formula in MathML"),
    "describedMath": Feature(
        # Formulas may be pictures too, and nobody can see that they are.
        lambda tally: tally.formulas_without_words == 0 and (tally.formulas > 0 or tally.pictures > 0),
        "there is no formula, or one without a text alternative",
    ),
    "longDescription": _seen(
        lambda tally: tally.descriptions > 0, "no picture, table or formula leads to a description"
    ),
    "tableOfContents": _seen(
        lambda tally: tally.contents > 0 or tally.package.ncx, "the book has no table of contents with entries"
    ),
    "structuralNavigation": Feature(lambda tally: tally.headings > 0, "the book has no headings"),
    "pageNavigation": _seen(lambda tally: tally.page_list > 0, "the book has no list of pages"),
    "pageBreakMarkers": _seen(lambda tally: tally.page_breaks > 0, "no page breaks are marked"),
    "index": _seen(lambda tally: tally.indexes > 0, "the book has no index"),
    "ttsMarkup": _seen(lambda tally: tally.tells_voices, "neither SSML, a lexicon nor CSS tells a voice how to speak"),
    "rubyAnnotations": _seen(lambda tally: tally.ruby > 0, "the book has no ruby annotations"),
    "fullRubyAnnotations": Feature(lambda tally: tally.ruby > 0, "the book has no ruby annotations"),
    "ARIA": Feature(lambda tally: tally.roles > 0, "no element has a role"),
    "closedCaptions": Feature(
        lambda tally: bool(tally.tracks & {"captions", "subtitles"}), "no sound or video has a track of captions"
    ),
    "openCaptions": Feature(lambda tally: tally.video > 0, "the book has no video"),
    "signLanguage": Feature(_has_media, "the book has no sound or video"),
    "audioDescription": Feature(lambda tally: tally.video > 0, "the book has no video"),
    "transcript": Feature(_has_media, "the book has no sound or video"),
    "highContrastAudio": Feature(_has_media, "the book has no sound"),
    "displayTransformability": Feature(lambda tally: not _is_fixed(tally), "its layout is fixed"),
    "taggedPDF": Feature(lambda tally: False, "an EPUB is no PDF"),
}
_SYNONYMS = {"pageBreakMarkers": "printPageNumbers", "rubyAnnotations": "fullRubyAnnotations"}


def feature_absent(statements: Statements, tally: Tally) -> Iterator[Finding]:
    """What is declared is there."""
    for value, meta in statements.of(FEATURE).items():
        feature = _FEATURES.get({"printPageNumbers": "pageBreakMarkers"}.get(value, value))
        if feature and not feature.there(tally):
            yield fault(
                "accessibility-feature-absent",
                f"The metadata declare the feature “{value}”, but {feature.lacking}.",
                tally.package.path,
                meta.line,
                harms="Readers choose the book for something that it does not have.",
                mend=f"Add what is lacking, or take “{value}” out of the metadata.",
            )


def feature_undeclared(statements: Statements, tally: Tally) -> Iterator[Finding]:
    """What is there beyond doubt is declared."""
    declared = statements.of(FEATURE)
    for name, feature in _FEATURES.items():
        known = name in declared or _SYNONYMS.get(name) in declared
        if not known and feature.certain and feature.certain(tally):
            yield fault(
                "accessibility-feature-undeclared",
                f"The book has the feature “{name}”, but the metadata do not declare it.",
                tally.package.path,
                harms="Readers who look for it do not find the book.",
                mend=f"Add “{name}” as “schema:{FEATURE}”.",
                severity=Severity.WARNING,
            )
