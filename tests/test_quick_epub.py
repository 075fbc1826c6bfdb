"""The quick check of an EPUB: each rule finds what it is for, and lets pass what is right."""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import publish
from publish.findings import Finding, Severity
from publish.validators import State, Verdict
from publish.validators.quick_epub import QuickEpub

from .conftest import CLONE, Made, Run
from .support.e_book import problems
from .support.read_along_book import (
    CHAPTER,
    OVERLAY,
    PACKAGE,
    PLAYED,
    STYLE,
    Files,
    overlay,
    par,
    read_along_book,
    tone,
    write_book,
)

TORTURE = CLONE / "tests/data/torture/torture.md"
BOOK = read_along_book()


def check(path: Path) -> Verdict:
    (verdict,) = QuickEpub().check([path])
    return verdict


def judged(files: Files, folder: Path) -> Verdict:
    return check(write_book(files, folder / "book.epub"))


def swapped(file: str, *changes: tuple[str, str]) -> Files:
    """Return the good book with words of one file replaced."""
    text = str(BOOK[file])
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return {**BOOK, file: text}


def rules(findings: Sequence[Finding]) -> set[str]:
    return {finding.rule for finding in findings}


def test_the_good_book_passes(tmp_path: Path) -> None:
    verdict = judged(BOOK, tmp_path)
    assert (verdict.state, verdict.findings) == (State.PASSED, ())


@pytest.mark.java
def test_the_good_book_is_valid(tmp_path: Path) -> None:
    assert problems(write_book(BOOK, tmp_path / "book.epub")) == []


def test_every_text_of_our_own_book_is_missed_when_it_falls_silent(
    tmp_path: Path, make_once: Callable[..., Made]
) -> None:
    with zipfile.ZipFile(make_once(TORTURE, "epub-audio").path) as book:
        # Without its sound, which would be packed and measured each time.
        files: Files = {name: book.read(name) for name in book.namelist() if name != "mimetype" and name[-4:] != ".mp3"}
    overlays = {
        name: data.decode() for name, data in files.items() if name.endswith(".smil") and isinstance(data, bytes)
    }
    pars = [(name, found) for name, text in overlays.items() for found in re.findall("<par.*?</par>", text, re.DOTALL)]
    assert len(pars) > 50
    for name, found in pars[::7]:
        verdict = judged({**files, name: overlays[name].replace(found, "", 1)}, tmp_path)
        assert rules(verdict.findings) & {"text-unspoken", "alternative-unspoken"}, (name, found)


# What must be found

CHAPTER_ITEM = (
    '<item id="chapter-1" href="chapter-1.xhtml" media-type="application/xhtml+xml" media-overlay="chapter-1-smil" '
)
FEATURE = '<meta property="schema:accessibilityFeature">{}</meta>\n'
MODE = '<meta property="schema:accessMode">{}</meta>\n'
SUFFICIENT = '<meta property="schema:accessModeSufficient">{}</meta>\n'
HAZARD = '<meta property="schema:accessibilityHazard">{}</meta>\n'
S1, S2 = par("chapter-1", "s-1", 250), par("chapter-1", "s-2", 500)
MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="two times ten">'
FORMULA = f"{MATH}<mn>2</mn><mo>×</mo><mn>10</mn></math>"


def chapter(old: str, new: str) -> Files:
    return swapped(CHAPTER, (old, new))


def spoken(old: str, new: str) -> Files:
    return swapped(OVERLAY, (old, new))


def stated(old: str, new: str) -> Files:
    return swapped(PACKAGE, (old, new))


def declared(new: str) -> Files:
    return stated("</metadata>", f"{new}</metadata>")


def styled(old: str, new: str) -> Files:
    return swapped(STYLE, (old, new))


FAULTS: dict[str, tuple[Files, str, str]] = {
    # the reading order
    "order": (spoken(f"{S1}\n{S2}", f"{S2}\n{S1}"), "overlay-order-wrong", "“s-1” is spoken after “s-2”"),
    "order in a sequence": (
        {**BOOK, OVERLAY: overlay("chapter-1", PLAYED["chapter-1"].replace("picture caption", "caption picture"))},
        "overlay-order-wrong",
        "“picture”",
    ),
    "order of sequences": (
        {**BOOK, OVERLAY: overlay("chapter-1", "title s-1 s-2 details (figure picture caption ) sum (table cell-1 cell-2 ) note-1")},
        "overlay-order-wrong",
        "“picture” is spoken after “details”",
    ),
    "no such id": (spoken("xhtml#s-1", "xhtml#s-9"), "overlay-text-missing", "no element “s-9”"),
    "no such id of a sequence": (spoken("xhtml#row", "xhtml#line"), "overlay-text-missing", "no element “line”"),
    "no such document": (spoken("chapter-1.xhtml#s-1", "gone.xhtml#s-1"), "overlay-text-missing", "“EPUB/gone.xhtml”"),
    "text far away": (spoken("chapter-1.xhtml#s-1", "https://example.org/#s-1"), "overlay-text-missing", "“”"),
    "other document": (spoken("chapter-1.xhtml#s-1", "chapter-2.xhtml#p-1"), "overlay-document-foreign", "chapter-2"),
    "sequence of another element": (
        spoken("xhtml#figure", "xhtml#table"),
        "overlay-sequence-wrong",
        "“picture” is spoken in the sequence of “table”",
    ),
    "document without overlay": (stated(' media-overlay="chapter-1-smil"', ""), "overlay-missing", "chapter-1.xhtml"),
    "navigation without overlay": (stated(' media-overlay="nav-smil"', ""), "overlay-missing", "nav.xhtml"),
    "navigation beside the spine": (
        swapped(PACKAGE, (' media-overlay="nav-smil"', ""), ('<itemref idref="nav"/>', "")),
        "overlay-missing",
        "nav.xhtml",
    ),
    "overlay that is no overlay": (stated('overlay="chapter-1-smil"', 'overlay="style"'), "overlay-missing", "“style”"),
    # completeness
    "silent sentence": (spoken(f"{S2}\n", ""), "text-unspoken", "“Take soap.”"),
    "silent text beside a sentence": (chapter("first.<sup>", "first.</span> At once.<span><sup>"), "text-unspoken", "“At once. 1”"),
    "text without sound": (
        spoken(S2, '<par><text src="chapter-1.xhtml#s-2"/></par>'),
        "text-unspoken",
        "“Take soap.”",
    ),
    "silent picture": (chapter('<hr/><img src="line.svg" alt=""/>', '<img src="line.svg" alt="A line"/>'), "alternative-unspoken", "“A line”"),
    "silent drawing": (
        chapter("<hr/>", '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="A drop"/>'),
        "alternative-unspoken",
        "“A drop”",
    ),
    "silent text in a drawing": (
        chapter("<hr/>", '<svg xmlns="http://www.w3.org/2000/svg"><text>20 °C</text></svg>'),
        "text-unspoken",
        "“20 °C”",
    ),
    "silent formula": (chapter("<hr/>", f"{MATH}<mn>2</mn></math>"), "alternative-unspoken", "“two times ten”"),
    "silent formula without words": (
        chapter("<hr/>", '<math xmlns="http://www.w3.org/1998/Math/MathML"><mn>2</mn></math>'),
        "alternative-unspoken",
        "“2”",
    ),
    "silent ruby": (chapter("<hr/>", "<ruby>手<rp>(</rp><rt>て</rt></ruby>"), "text-unspoken", "“手 て”"),
    "silent entity": (
        swapped(CHAPTER, ("<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY word "hidden">]>'), ("<hr/>", "&word;")),
        "text-unspoken",
        "“&word;”",
    ),
    "silent after a comment": (chapter("<hr/>", "<!-- not this -->but this<?and not?> and this"), "text-unspoken", "“but this and this”"),
    "nested texts": (chapter("<em>hands</em>", '<em id="s-2">hands</em>'), "text-spoken-twice", "“s-1” and “s-2” lie in one another"),
    "text named twice": (spoken(S2, S2.replace("#s-2", "#s-1")), "text-spoken-twice", "“s-1” is named more than once"),
    # the clips
    "time that is none": (spoken('clipEnd="0.500s"', 'clipEnd="0,5s"'), "clip-time-invalid", "“0,5s”"),
    "empty clip": (spoken('clipBegin="0.250s"', 'clipBegin="0.500s"'), "clip-empty", "ends at 0.500 s"),
    "clip beyond the sound": ({**BOOK, "EPUB/audio/chapter-1.mp3": tone(2.0)}, "clip-beyond-audio", "“note-1” ends at 2.500 s"),
    "overlapping clips": (spoken('clipBegin="0.500s"', 'clipBegin="0.400s"'), "clip-overlapping", "“s-1” and “s-2”"),
    "clips in another order": (
        spoken(f"{S1}\n{S2}", f"{par('chapter-1', 's-1', 500)}\n{par('chapter-1', 's-2', 250)}"),
        "clip-order-wrong",
        "“s-2” comes after “s-1”",
    ),
    "sound that is not there": (spoken("audio/chapter-1.mp3", "audio/gone.mp3"), "audio-unusable", "it is not there"),
    "sound that is none": ({**BOOK, "EPUB/audio/chapter-1.mp3": b"no sound"}, "audio-unusable", "audio/chapter-1.mp3"),
    "sound of no known kind": (
        stated('href="audio/chapter-1.mp3" media-type="audio/mpeg"', 'href="audio/chapter-1.mp3" media-type="audio/wav"'),
        "audio-unusable",
        "“audio/wav” is not known",
    ),
    "sound far away": (spoken("audio/chapter-1.mp3", "https://example.org/1.mp3"), "audio-unusable", "outside the book"),
    "wrong duration": (stated('#chapter-1-smil">2.500s', '#chapter-1-smil">2.520s'), "duration-wrong", "its clips last 2.500 s"),
    "wrong total": (stated('duration">4.000s', 'duration">3.000s'), "duration-wrong", "the book lasts “3.000s”; its clips last 4.000 s"),
    "no duration": (stated('<meta property="media:duration" refines="#nav-smil">0.750s</meta>', ""), "duration-missing", "nav.smil"),
    "no total": (stated('<meta property="media:duration">4.000s</meta>', ""), "duration-missing", "the book"),
    # what is marked
    "no active class": (
        stated('<meta property="media:active-class">-epub-media-overlay-active</meta>', ""),
        "active-class-missing",
        "media:active-class",
    ),
    "no rule for the class": (styled(".-epub-media-overlay-active", ".active"), "active-class-undefined", "-active"),
    "no rule for the other class": (styled(".-epub-media-overlay-playing", ".playing"), "active-class-undefined", "-playing"),
    "no stylesheet": (
        chapter('<link rel="stylesheet" type="text/css" href="style.css"/>', ""),
        "active-class-undefined",
        "-epub-media-overlay-active",
    ),
    "low contrast": (styled("#000000", "#cc9900"), "active-class-contrast-low", "a contrast of 2.2 to 1"),
    "low contrast in the dark": (
        styled("body {", "@media (prefers-color-scheme: dark) { .-epub-media-overlay-active { color: yellow } } body {"),
        "active-class-contrast-low",
        "4.5 to 1",
    ),
    "one colour": (styled("background-color: #ffee88;", ""), "active-class-one-colour", "its colour alone"),
    "larger letters": (styled("#ffee88;", "#ffee88; font-size: 120%;"), "active-class-resizes", "“font-size”"),
    "bold letters": (styled("#ffee88;", "#ffee88; font-weight: bold;"), "active-class-resizes", "“font-weight”"),
    "padding": (styled("#ffee88;", "#ffee88; padding-inline: 2px;"), "active-class-resizes", "“padding-inline”"),
    # formulas
    "formula without words": (chapter(' alttext="two times ten"', ""), "formula-alternative-missing", "no text alternative"),
    # what is stated
    "no modes": (swapped(PACKAGE, (MODE.format("textual"), ""), (MODE.format("visual"), "")), "accessibility-metadata-missing", "schema:accessMode”"),
    "no hazard": (stated(HAZARD.format("none"), ""), "accessibility-metadata-missing", "accessibilityHazard"),
    "no summary": (stated("All of it is read aloud.", " "), "accessibility-metadata-missing", "accessibilitySummary"),
    "unknown feature": (declared(FEATURE.format("goodPrint")), "accessibility-value-unknown", "“goodPrint”"),
    "misspelt feature": (stated(">MathML<", ">mathml<"), "accessibility-value-unknown", "“mathml”"),
    "outdated feature": (declared(FEATURE.format("captions")), "accessibility-value-unknown", "“captions”"),
    "unknown set": (declared(SUFFICIENT.format("textual,sight")), "accessibility-value-unknown", "“sight”"),
    "none and one": (declared(FEATURE.format("none")), "accessibility-values-contradictory", "“none”"),
    "hazard and none": (declared(HAZARD.format("flashing")), "accessibility-values-contradictory", "“flashing” and “none”"),
    "hazard and its contrary": (
        stated(HAZARD.format("none"), HAZARD.format("flashing") + HAZARD.format("noFlashingHazard")),
        "accessibility-values-contradictory",
        "“flashing” and “noFlashingHazard”",
    ),
    "claim without certifier": (
        declared('<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>'),
        "conformance-uncertified",
        "WCAG 2.2",
    ),
    "claim of a link": (
        declared('<link rel="dcterms:conformsTo" href="http://www.idpf.org/epub/a11y/accessibility-20170105.html#wcag-aa"/>'),
        "conformance-uncertified",
        "wcag-aa",
    ),
    "mode without content": (declared(MODE.format("auditory")), "access-mode-absent", "“auditory”"),
    "only a cover": (
        chapter('<img id="picture" src="hands.svg" alt="Two hands under water" aria-details="details"/>', '<span id="picture">x</span>'),
        "access-mode-absent",
        "“visual”",
    ),
    "content without mode": (stated(MODE.format("visual"), ""), "access-mode-undeclared", "“visual”"),
    "text without mode": (stated(MODE.format("textual"), ""), "access-mode-undeclared", "“textual”"),
    "sound without mode": (chapter("<hr/>", '<audio src="audio/nav.mp3"></audio>'), "access-mode-undeclared", "“auditory”"),
    "text is not enough": (chapter(' alt=""', ""), "access-mode-insufficient", "a picture has no text alternative"),
    "hearing is not enough": (stated(' media-overlay="chapter-2-smil"', ""), "access-mode-insufficient", "not all"),
    "set with a needless mode": (stated(MODE.format("visual"), ""), "access-mode-needless", "“visual”"),
    "hearing would be enough": (
        {**chapter(FORMULA, "20"), PACKAGE: stated(SUFFICIENT.format("auditory"), "")[PACKAGE]},
        "access-mode-sufficient-undeclared",
        "“auditory”",
    ),
    "text would be enough": (
        stated(SUFFICIENT.format("textual") + SUFFICIENT.format("auditory"), SUFFICIENT.format("auditory")),
        "access-mode-sufficient-undeclared",
        "“textual”",
    ),
}  # fmt: skip

ABSENT = {
    "alternativeText": chapter(' alt=""', ""),
    "MathML": chapter(FORMULA, "20"),
    "describedMath": chapter(' alttext="two times ten"', ""),
    "longDescription": chapter(' aria-details="details"', ""),
    "structuralNavigation": {
        name: re.sub("<(/?)h1", r"<\1p", content) if isinstance(content, str) else content for name, content in BOOK.items()
    },
    "tableOfContents": swapped("EPUB/nav.xhtml", ('<nav epub:type="toc"', '<nav epub:type="lot"')),
    **{
        name: declared(FEATURE.format(name))
        for name in ["pageNavigation", "pageBreakMarkers", "printPageNumbers", "index", "ttsMarkup", "rubyAnnotations", "closedCaptions", "openCaptions", "audioDescription", "taggedPDF"]
    },
    "displayTransformability": declared(
        FEATURE.format("displayTransformability") + '<meta property="rendition:layout">pre-paginated</meta>'
    ),
}  # fmt: skip
UNDECLARED = {
    **{
        name: stated(FEATURE.format(name), "")
        for name in ("alternativeText", "MathML", "longDescription", "synchronizedAudioText", "tableOfContents")
    },
    "pageBreakMarkers": chapter("<hr/>", '<span role="doc-pagebreak" aria-label="2"/>'),
    "pageNavigation": swapped("EPUB/nav.xhtml", ('<nav epub:type="landmarks"', '<nav epub:type="page-list landmarks"')),
    "index": chapter('<section><h1 id="title">', '<section role="doc-index"><h1 id="title">'),
    "ttsMarkup": chapter("<em>", '<em xmlns:ssml="http://www.w3.org/2001/10/synthesis" ssml:ph="hændz">'),
    "rubyAnnotations": chapter("<em>hands</em>", "<ruby>手<rt>て</rt></ruby>"),
}
FAULTS |= {f"{name} is absent": (files, "accessibility-feature-absent", f"“{name}”") for name, files in ABSENT.items()}
FAULTS |= {
    f"{name} is undeclared": (files, "accessibility-feature-undeclared", f"“{name}”")
    for name, files in UNDECLARED.items()
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found(name: str, tmp_path: Path) -> None:
    files, rule, words = FAULTS[name]
    verdict = judged(files, tmp_path)
    found = [finding for finding in verdict.findings if finding.rule == rule]
    assert any(words in finding.message for finding in found), verdict.findings
    for finding in verdict.findings:
        assert finding.location
        assert finding.location.file.startswith(f"{tmp_path}/book.epub/EPUB/")
        assert finding.harms
        assert finding.mend
    fails = any(finding.severity is Severity.ERROR for finding in verdict.findings)
    assert verdict.state is (State.FAILED if fails else State.PASSED)


# What must pass


RIGHT: dict[str, Files] = {
    "one clip for a paragraph with spans": chapter('<p><span id="s-1">', '<p><span id="s-1"><span id="inner"></span>'),
    "hidden text": chapter("<hr/>", '<p hidden="">Nothing</p><p style="display: none">Nothing</p><script>x</script>'),
    "a mark without letters": chapter("<hr/>", "<p>* * *</p>"),
    "decoration by its role": chapter("<hr/>", '<img src="line.svg" role="presentation"/>'),
    "a decorative drawing": chapter("<hr/>", '<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true"><text>2</text></svg>'),
    "a document without words": {
        **swapped(PACKAGE, ("</manifest>", '<item id="blank" href="blank.xhtml" media-type="application/xhtml+xml"/></manifest>'), ("</spine>", '<itemref idref="blank"/></spine>')),
        "EPUB/blank.xhtml": '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Blank</title></head><body><hr/></body></html>',
    },
    "percent-encoded addresses": {
        (name.replace("chapter-1.mp3", "chapter 1.mp3")): (
            content.replace("audio/chapter-1.mp3", "audio/chapter%201.mp3") if isinstance(content, str) else content
        )
        for name, content in BOOK.items()
    },
    "times in other forms": swapped(
        OVERLAY, ('"0.250s"', '"0:00:00.250"'), ('"0.500s"', '"500ms"'), ('"0.750s"', '"00:00.75"'), ('"1.000s"', '"1"')
    ),
    "a clip without its end": {
        **swapped("EPUB/cover.smil", (' clipEnd="0.250s"', "")),
        PACKAGE: str(stated('#cover-smil">0.250s', '#cover-smil">0.3s')[PACKAGE]).replace('duration">4.000s', 'duration">4.0s'),
    },
    "a clip that ends within a frame of the sound": {**BOOK, "EPUB/audio/chapter-2.mp3": tone(0.47)},
    "a duration that is rounded": stated('duration">4.000s', 'duration">0:00:04'),
    "a stylesheet that takes in another": {
        **BOOK,
        STYLE: '@import "more.css"; p { margin: 0 }',
        "EPUB/more.css": str(BOOK[STYLE]) + '@import url("style.css");',
    },
    "a stylesheet in the document": chapter(
        '<link rel="stylesheet" type="text/css" href="style.css"/>', f"<style>{BOOK[STYLE]}</style>"
    ),
    "an underline": styled("#ffee88;", "#ffee88; text-decoration: underline; outline: 2px solid; padding: 0;"),
    "colours that are left to the reader": styled("color: #000000; background-color: #ffee88;", "text-decoration: underline;"),
    "formulas, of which nobody can see whether hearing is enough": stated(SUFFICIENT.format("auditory"), ""),
    "a formula with words in another place": chapter(
        FORMULA,
        '<math xmlns="http://www.w3.org/1998/Math/MathML" aria-label="two times ten"><mn>2</mn></math>',
    ),
    "a claim with its certifier": declared(
        '<meta property="dcterms:conformsTo" id="claim">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>'
        '<meta property="a11y:certifiedBy" refines="#claim">A clinic</meta>'
    ),
    "page breaks": swapped(
        PACKAGE, ("</metadata>", FEATURE.format("pageBreakMarkers") + FEATURE.format("pageNavigation") + "</metadata>")
    )
    | {
        CHAPTER: str(chapter("<hr/>", '<span epub:type="pagebreak" id="page"/>')[CHAPTER]),
        "EPUB/nav.xhtml": str(BOOK["EPUB/nav.xhtml"]).replace('"landmarks"', '"page-list"'),
    },
    "sound of its own": {
        **chapter("<hr/>", '<audio src="audio/nav.mp3"></audio>'),
        PACKAGE: str(declared(MODE.format("auditory") + FEATURE.format("transcript"))[PACKAGE]),
    },
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_passes(name: str, tmp_path: Path) -> None:
    verdict = judged(RIGHT[name], tmp_path)
    assert (verdict.state, verdict.findings) == (State.PASSED, ())


def test_a_book_that_is_not_read_aloud(tmp_path: Path) -> None:
    files = {name: content for name, content in BOOK.items() if not name.endswith((".smil", ".mp3"))}
    package = str(files[PACKAGE])
    for pattern in (' media-overlay="[^"]*"', '<item [^>]*-(smil|mp3)"[^>]*/>', '<meta property="media:[^/]*/meta>'):
        package = re.sub(pattern, "", package)
    for line in (FEATURE.format("synchronizedAudioText"), SUFFICIENT.format("auditory")):
        package = package.replace(line, "")
    assert judged({**files, PACKAGE: package}, tmp_path).findings == ()
    claiming = package.replace(
        "</metadata>", SUFFICIENT.format("auditory") + FEATURE.format("synchronizedAudioText") + "</metadata>"
    )
    assert rules(judged({**files, PACKAGE: claiming}, tmp_path).findings) == {
        "access-mode-insufficient",
        "accessibility-feature-absent",
    }


def test_many_faults_of_one_kind_are_counted(tmp_path: Path) -> None:
    findings = judged(chapter("<hr/>", "<p>Silent</p>" * 30), tmp_path).findings
    assert len(findings) == 10
    assert findings[-1].message.endswith("There are 20 more of this kind in the file.")


def test_a_finding_tells_its_line(tmp_path: Path) -> None:
    (finding,) = judged(spoken(f"{S2}\n", ""), tmp_path).findings[:1]
    assert str(finding.location) == f"{tmp_path}/book.epub/EPUB/chapter-1.xhtml:6"


TEXTS = [word for word in PLAYED["chapter-1"].split() if word[0] not in "()"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS))
def test_texts_that_change_places_or_fall_silent_are_found(tmp_path: Path, one: str, other: str) -> None:
    """Two texts that change places are spoken in a wrong order; a text that is taken out is not spoken."""
    played = " ".join({one: other, other: one}.get(word, word) for word in PLAYED["chapter-1"].split())
    found = rules(judged({**BOOK, OVERLAY: overlay("chapter-1", played)}, tmp_path).findings)
    assert ("overlay-order-wrong" in found) == (one != other)
    silent = " ".join(word for word in PLAYED["chapter-1"].split() if word != one)
    found = rules(judged({**BOOK, OVERLAY: overlay("chapter-1", silent)}, tmp_path).findings)
    assert found & {"text-unspoken", "alternative-unspoken"}


# Files that cannot be judged


def test_damaged_books_fail(tmp_path: Path) -> None:
    whole = write_book(BOOK, tmp_path / "whole.epub").read_bytes()
    broken = {
        "empty": b"",
        "text": b"only text",
        "short": whole[: len(whole) // 2],
        "spoilt": whole[:200] + bytes(300) + whole[500:],
    }
    for name, data in broken.items():
        path = tmp_path / f"{name}.epub"
        path.write_bytes(data)
        verdict = check(path)
        assert verdict.state is State.FAILED, name
        assert "epub-unreadable" in rules(verdict.findings)
    for files, rule in [
        ({}, "epub-file-missing"),
        ({"META-INF/container.xml": "<container/>"}, "epub-package-missing"),
        ({"META-INF/container.xml": BOOK["META-INF/container.xml"]}, "epub-file-missing"),
        (chapter("</section>", ""), "epub-xml-malformed"),
        ({**BOOK, CHAPTER: ""}, "epub-xml-malformed"),
        ({name: content for name, content in BOOK.items() if name != CHAPTER}, "epub-file-missing"),
        (stated('href="chapter-1.xhtml"', 'href="../../../etc/passwd"'), "epub-file-missing"),
    ]:
        verdict = judged(files, tmp_path)
        assert verdict.state is State.FAILED
        assert rule in rules(verdict.findings)


def locked(data: bytes) -> bytes:
    """Return a container in which all files are marked as encrypted."""
    data = bytearray(data)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(signature, place + 1)
    return bytes(data)


def many_files(data: bytes) -> bytes:
    """Return a container that says its list of files is huge."""
    end = data.rfind(b"PK\x05\x06")
    return data[: end + 12] + struct.pack("<L", 2**30) + data[end + 16 :]


ENCRYPTION = """<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#">
<enc:EncryptedData><enc:CipherData><enc:CipherReference URI="EPUB/{}"/></enc:CipherData></enc:EncryptedData></encryption>"""


def test_what_cannot_be_judged_is_not_checked(tmp_path: Path) -> None:
    whole = write_book(BOOK, tmp_path / "whole.epub").read_bytes()
    for name, data, reason in [("locked", locked(whole), "encrypted"), ("many", many_files(whole), "more files")]:
        (tmp_path / f"{name}.epub").write_bytes(data)
        verdict = check(tmp_path / f"{name}.epub")
        assert (verdict.state, verdict.findings) == (State.NOT_CHECKED, ())
        assert reason in verdict.reason
        assert verdict.mend
    for files, reason in [
        ({**BOOK, "META-INF/encryption.xml": ENCRYPTION.format("chapter-1.xhtml")}, "is encrypted"),
        ({**BOOK, "META-INF/encryption.xml": ENCRYPTION.format("audio/chapter-1.mp3")}, "is encrypted"),
        (chapter("<hr/>", " " * (9 * 1024**2)), "more text than is read"),
        (styled("body", " " * 1024**2 + "body"), "larger than 1 MiB"),
        (chapter("<hr/>", "<b>" * 300 + "</b>" * 300), "nested too deeply"),
    ]:
        verdict = judged(files, tmp_path)
        assert (verdict.state, verdict.findings) == (State.NOT_CHECKED, ())
        assert reason in verdict.reason
    hidden_font = {**BOOK, "META-INF/encryption.xml": ENCRYPTION.format("font.otf")}
    assert judged(hidden_font, tmp_path).state is State.PASSED


def test_nothing_is_loaded_and_entities_do_not_grow(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words")
    entities = f'<!ENTITY a "aaaaaaaaaa"><!ENTITY b "{"&a;" * 9}"><!ENTITY c "{"&b;" * 9}"><!ENTITY d SYSTEM "{secret.as_uri()}">'
    files = swapped(CHAPTER, ("<!DOCTYPE html>", f"<!DOCTYPE html [{entities}]>"), ("<hr/>", "<p>&c;&d;</p>"))
    verdict = judged(files, tmp_path)
    assert "“&c; &d;”" in " ".join(finding.message for finding in verdict.findings)


def test_a_list_of_songs_is_not_followed(tmp_path: Path) -> None:
    playlist = b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"
    verdict = judged({**BOOK, "EPUB/audio/chapter-1.mp3": playlist}, tmp_path)
    assert "audio-unusable" in rules(verdict.findings)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8))
def test_spoilt_bytes_end_in_a_verdict(tmp_path: Path, spoilt: list[tuple[float, int]]) -> None:
    data = bytearray(write_book(BOOK, tmp_path / "book.epub").read_bytes())
    for place, value in spoilt:
        data[int(place * len(data))] = value
    (tmp_path / "spoilt.epub").write_bytes(data)
    assert check(tmp_path / "spoilt.epub").state in State


# The command


def test_the_command_judges_books(tmp_path: Path, run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no other validator has its tools
    good, bad = write_book(BOOK, tmp_path / "good.epub"), write_book(spoken(S2, ""), tmp_path / "bad.epub")
    assert "passed       EPUB 3.3 read-along and accessibility metadata  quick-epub\n" in run("validate", good).out
    result = run("validate", bad)
    assert result.status == 1
    assert "error[text-unspoken]" in result.err
    assert "EPUB/chapter-1.xhtml:6" in "".join(result.err.split("\n"))
    judgement = publish.validate(good, bad)
    states = [verdict.state for verdict in judgement.verdicts if verdict.validator == "quick-epub"]
    assert states == [State.PASSED, State.FAILED]
