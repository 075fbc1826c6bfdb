"""Nothing in an article reads a file outside its project, reaches the network or exhausts the machine."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from publish.findings import PublishError
from publish.gate import Gate
from publish.images import load_image

from .conftest import Made

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">{}</svg>'


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    (tmp_path / "secret.txt").write_text("secret")
    root = tmp_path / "project"
    (root / "images").mkdir(parents=True)
    (root / "inside.txt").write_text("inside")
    (root / "with space.txt").write_text("space")
    (root / "out.txt").symlink_to(tmp_path / "secret.txt")
    (root / "outer").symlink_to(tmp_path)
    (root / "round.txt").symlink_to(root / "inside.txt")
    os.mkfifo(root / "pipe")
    return Gate(root)


@pytest.mark.parametrize(
    ("reference", "content"),
    [
        ("inside.txt", b"inside"),
        ("images/../inside.txt", b"inside"),
        ("with%20space.txt", b"space"),
        ("round.txt", b"inside"),
    ],
)
def test_files_inside_are_read(reference: str, content: bytes, gate: Gate) -> None:
    assert gate.read(gate.locate(reference)) == content


@pytest.mark.parametrize(
    "reference",
    [
        "../secret.txt",
        "images/../../secret.txt",
        "%2e%2e/secret.txt",
        "out.txt",
        "outer/secret.txt",
        "/etc/passwd",
        "file:///etc/passwd",
        "https://example.org/x.png",
        "data:text/plain,x",
        "pipe",
        "images",
        "missing.txt",
        "nul\0.txt",
        "a" * 5000,
        "",
        "/dev/zero",
    ],
)
def test_everything_else_is_refused(reference: str, gate: Gate) -> None:
    with pytest.raises(PublishError):
        gate.read(gate.locate(reference))
    with pytest.raises(PublishError):
        gate.read(reference)


def test_a_file_is_bounded(gate: Gate) -> None:
    (gate.root / "large").write_bytes(b"x" * 101)
    with pytest.raises(PublishError, match="larger"):
        Gate(gate.root, maximum_bytes=100).read("large")


@pytest.mark.parametrize(
    "drawing",
    [
        SVG.format("<script>1</script>"),
        SVG.format('<rect onclick="x()"/>'),
        SVG.format('<image href="file:///etc/passwd"/>'),
        SVG.format('<use xlink:href="https://example.org/x.svg#a"/>'),
        SVG.format("<foreignObject/>"),
        SVG.format("<style>@import 'x.css';</style>"),
        SVG.format('<rect style="fill: url(https://example.org/x)"/>'),
        '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("<text>&a;</text>"),
        '<?xml-stylesheet href="x.css"?>' + SVG.format(""),
        SVG.format("<g/>" * 20_001),
        SVG.format('<g id="a"><use href="#b"/></g><g id="b"><rect/></g><use href="#a"/>'),
        SVG.format("<style>rect { fill: u\\72l(x.png) }</style>"),
        "<html/>",
        "<svg",
    ],
)
def test_a_drawing_that_could_do_something_is_refused(drawing: str, gate: Gate) -> None:
    (gate.root / "x.svg").write_text(drawing)
    with pytest.raises(PublishError):
        load_image(gate, "x.svg")


def test_a_picture_that_would_fill_the_memory_is_refused(gate: Gate) -> None:
    data = io.BytesIO()
    Image.new("1", (8000, 8000)).save(data, "PNG")
    (gate.root / "x.png").write_bytes(data.getvalue())
    with pytest.raises(PublishError):
        load_image(gate, "x.png")


def test_the_pdf_engine_loads_nothing(write: Callable[..., Path], make: Callable[..., Made], tmp_path: Path) -> None:
    stylesheet = "@page { background: url(file:///etc/passwd) } h1 { background: url(https://example.org/x.png) }"
    folder = tmp_path / "templates/pdf/profiles"
    folder.mkdir(parents=True)
    (folder / "clear-print.css").write_text(stylesheet)
    made = make(write("Text."), "pdf")
    assert [finding.message for finding in made.findings if "not allowed to load" in finding.message]
