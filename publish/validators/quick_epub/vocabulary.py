"""The values of the accessibility properties (Schema.org Accessibility Properties for Discoverability Vocabulary)."""

from __future__ import annotations

from collections.abc import Mapping

ACCESS_MODES = frozenset(
    [
        "auditory",
        "chartOnVisual",
        "chemOnVisual",
        "colorDependent",
        "diagramOnVisual",
        "mathOnVisual",
        "musicOnVisual",
        "tactile",
        "textOnVisual",
        "textual",
        "visual",
    ]
)
SUFFICIENT_MODES = frozenset({"auditory", "tactile", "textual", "visual"})
FEATURES = frozenset(
    [
        "annotations",
        "ARIA",
        "index",
        "pageBreakMarkers",
        "pageNavigation",
        "readingOrder",
        "structuralNavigation",
        "tableOfContents",
        "taggedPDF",
        "alternativeText",
        "audioDescription",
        "closedCaptions",
        "describedMath",
        "longDescription",
        "openCaptions",
        "rubyAnnotations",
        "fullRubyAnnotations",
        "signLanguage",
        "transcript",
        "displayTransformability",
        "synchronizedAudioText",
        "timingControl",
        "unlocked",
        "ChemML",
        "latex",
        "latex-chemistry",
        "MathML",
        "MathML-chemistry",
        "ttsMarkup",
        "highContrastAudio",
        "highContrastDisplay",
        "largePrint",
        "braille",
        "tactileGraphic",
        "tactileObject",
        "horizontalWriting",
        "verticalWriting",
        "withAdditionalWordSegmentation",
        "withoutAdditionalWordSegmentation",
        "none",
        "unknown",
    ]
)
HAZARDS = frozenset(
    [
        "flashing",
        "noFlashingHazard",
        "unknownFlashingHazard",
        "motionSimulation",
        "noMotionSimulationHazard",
        "unknownMotionSimulationHazard",
        "sound",
        "noSoundHazard",
        "unknownSoundHazard",
        "none",
        "unknown",
    ]
)
OUTDATED: Mapping[str, str] = {
    "captions": "closedCaptions",
    "printPageNumbers": "pageBreakMarkers",
    "bookmarks": "annotations",
}
CONTRADICTORY_HAZARDS = (
    frozenset({"flashing", "noFlashingHazard", "unknownFlashingHazard"}),
    frozenset({"motionSimulation", "noMotionSimulationHazard", "unknownMotionSimulationHazard"}),
    frozenset({"sound", "noSoundHazard", "unknownSoundHazard"}),
)
