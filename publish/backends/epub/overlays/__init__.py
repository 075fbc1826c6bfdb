"""Media overlays: what makes a book one that is read along (EPUB 3.3, section 9)."""

from publish.backends.epub.overlays.overlay import ACTIVE_CLASS, PLAYING_CLASS, SOUNDS, Overlay, Overlays

__all__ = ["ACTIVE_CLASS", "PLAYING_CLASS", "SOUNDS", "Overlay", "Overlays"]
