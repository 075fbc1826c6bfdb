"""A small book that is read aloud, made by hand: files by their names, so that a test can spoil one thing."""

from __future__ import annotations

import functools
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import av
import numpy

Files = dict[str, bytes | str]

PACKAGE = "EPUB/content.opf"
CHAPTER = "EPUB/chapter-1.xhtml"
OVERLAY = "EPUB/chapter-1.smil"
STYLE = "EPUB/style.css"
CLIP = 250  # milliseconds

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/content.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
CSS = """body { line-height: 1.5; }
.-epub-media-overlay-active { color: #000000; background-color: #ffee88; }
.-epub-media-overlay-playing { background-color: #ffffff; }
"""
COVER_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9H0z"/></svg>'

BODIES = {
    "cover": '<section><img id="cover" role="doc-cover" src="cover.svg" alt="Clean hands"/></section>',
    "nav": """<nav epub:type="toc" id="toc"><h1 id="toc-title">Contents</h1>
<ol><li id="toc-1"><a href="chapter-1.xhtml">Washing</a></li><li id="toc-2"><a href="chapter-2.xhtml">Drying</a></li></ol></nav>
<nav epub:type="landmarks" hidden="hidden"><h2>Landmarks</h2><ol><li><a epub:type="toc" href="#toc">Contents</a></li></ol></nav>""",
    "chapter-1": """<section><h1 id="title">Washing</h1>
<p><span id="s-1">Wet your <em>hands</em> first.<sup><a href="#note" role="doc-noteref">1</a></sup></span> <span id="s-2">Take soap.</span></p>
<figure id="figure"><img id="picture" src="hands.svg" alt="Two hands under water" aria-details="details"/>
<figcaption id="caption">How to hold your hands</figcaption></figure>
<p id="details">The left hand lies over the right.</p>
<p id="sum">It takes <math xmlns="http://www.w3.org/1998/Math/MathML" alttext="two times ten"><mn>2</mn><mo>×</mo><mn>10</mn></math> seconds.</p>
<hr/><img src="line.svg" alt=""/>
<table id="table"><tr id="row"><th id="cell-1">Soap</th><td id="cell-2">5 ml</td></tr></table>
<aside id="note" epub:type="footnote" role="doc-footnote"><p id="note-1">Warm water is best.</p> <a href="#s-1" aria-label="Back">↩</a></aside>
<p aria-hidden="true">Decoration</p></section>""",
    "chapter-2": '<section><h1 id="title">Drying</h1><p id="p-1">Use a clean towel.</p></section>',
}
PLAYED: Mapping[str, str] = {
    "cover": "cover",
    "nav": "toc-title toc-1 toc-2",
    "chapter-1": "title s-1 s-2 (figure picture caption ) details sum (table (row cell-1 cell-2 ) ) (note note-1 )",
    "chapter-2": "title p-1",
}
STATEMENTS = """<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessModeSufficient">auditory</meta>
<meta property="schema:accessModeSufficient">textual,visual</meta>
<meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityFeature">describedMath</meta>
<meta property="schema:accessibilityFeature">longDescription</meta>
<meta property="schema:accessibilityFeature">MathML</meta>
<meta property="schema:accessibilityFeature">readingOrder</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityFeature">synchronizedAudioText</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">All of it is read aloud.</meta>
"""


def read_along_book() -> Files:
    """Return a book in which nothing is wrong."""
    files: Files = {"META-INF/container.xml": CONTAINER, PACKAGE: _package(), STYLE: CSS}
    for picture in ("cover", "hands", "line"):
        files[f"EPUB/{picture}.svg"] = COVER_PICTURE
    for name, body in BODIES.items():
        files[f"EPUB/{name}.xhtml"] = page(body, name)
        files[f"EPUB/{name}.smil"] = overlay(name, PLAYED[name])
        files[f"EPUB/audio/{name}.mp3"] = tone(_seconds(name))
    return files


def write_book(files: Mapping[str, bytes | str], path: Path) -> Path:
    """Write files into an EPUB container."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, content in files.items():
            book.writestr(name, content)
    return path


def page(body: str, title: str) -> str:
    return f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><title>{title}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>{body}</body></html>
"""


def overlay(name: str, played: str) -> str:
    """Return an overlay; ``(id`` opens a sequence and ``)`` closes it."""
    lines, begin = [], 0
    for word in played.split():
        if word == ")":
            lines.append("</seq>")
        elif word.startswith("("):
            lines.append(f'<seq epub:textref="{name}.xhtml#{word[1:]}">')
        else:
            lines.append(par(name, word, begin))
            begin += CLIP
    return f"""<smil xmlns="http://www.w3.org/ns/SMIL" xmlns:epub="http://www.idpf.org/2007/ops" version="3.0">
<body epub:textref="{name}.xhtml">
{chr(10).join(lines)}
</body></smil>
"""


def par(name: str, identifier: str, begin: int) -> str:
    return (
        f'<par><text src="{name}.xhtml#{identifier}"/>'
        f'<audio src="audio/{name}.mp3" clipBegin="{begin / 1000:.3f}s" clipEnd="{(begin + CLIP) / 1000:.3f}s"/></par>'
    )


@functools.cache
def tone(seconds: float, rate: int = 44_100) -> bytes:
    """Return an MP3 with a tone."""
    data = io.BytesIO()
    with av.open(data, "w", format="mp3") as file:
        stream = file.add_stream("libmp3lame", rate=rate, layout="mono")
        samples = numpy.sin(numpy.arange(int(seconds * rate)) / 20).astype(numpy.float32)[numpy.newaxis] / 4
        frame = av.AudioFrame.from_ndarray(samples, format="fltp", layout="mono")
        frame.sample_rate = rate
        file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return data.getvalue()


def _seconds(name: str) -> float:
    return len([word for word in PLAYED[name].split() if word[0] not in "()"]) * CLIP / 1000


def _package() -> str:
    items, spine, durations = [], [], []
    for name in BODIES:
        properties = {"nav": ' properties="nav"', "chapter-1": ' properties="mathml"'}.get(name, "")
        items.append(
            f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml" media-overlay="{name}-smil"{properties}/>'
        )
        items.append(f'<item id="{name}-smil" href="{name}.smil" media-type="application/smil+xml"/>')
        items.append(f'<item id="{name}-mp3" href="audio/{name}.mp3" media-type="audio/mpeg"/>')
        durations.append(f'<meta property="media:duration" refines="#{name}-smil">{_seconds(name):.3f}s</meta>')
        spine.append(f'<itemref idref="{name}"/>')
    total = sum(map(_seconds, BODIES))
    newline = "\n"
    return f"""<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:0c0d8bd4-6b3a-5d4e-9a35-0d3f8f7d2a11</dc:identifier>
<dc:title>Clean hands</dc:title>
<dc:language>en</dc:language>
<meta property="dcterms:modified">2026-01-03T00:00:00Z</meta>
{STATEMENTS}<meta property="media:active-class">-epub-media-overlay-active</meta>
<meta property="media:playback-active-class">-epub-media-overlay-playing</meta>
<meta property="media:duration">{total:.3f}s</meta>
{newline.join(durations)}
</metadata>
<manifest>
{newline.join(items)}
<item id="style" href="style.css" media-type="text/css"/>
<item id="cover-picture" href="cover.svg" media-type="image/svg+xml" properties="cover-image"/>
<item id="hands" href="hands.svg" media-type="image/svg+xml"/>
<item id="line" href="line.svg" media-type="image/svg+xml"/>
</manifest>
<spine>{"".join(spine)}</spine>
</package>
"""
