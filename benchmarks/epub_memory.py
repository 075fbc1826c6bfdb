"""How much memory a long book takes, with its narration and without.

    .venv/bin/python benchmarks/epub_memory.py [CHAPTERS]

The book has so many chapters (300) of 3,000 words, and 1 MB of sound for each. Its edition and the list of its cues are
there before; told is by how much the peak lies above that while the book is written. The sound is silence out of a
file with holes, so that it takes no room on the disk; it is encoded as any other.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from publish.backends import Context
from publish.backends.epub import EpubBackend
from publish.backends.epub.options import EpubOptions
from publish.content import Cue, Edition, Metadata, Narration, Paragraph, Section, Sentence, Text
from publish.gate import Gate

SENTENCES, WORDS = 200, 15  # a chapter
RATE = 22_050  # Hz
SECONDS = 125  # of sound a chapter, which are 1 MB at 64 kbit/s


def edition(chapters: int) -> Edition:
    """Return a book of chapters that are all alike."""
    return Edition(
        name="standard",
        metadata=Metadata(title="A long book", language="en", publisher="Nobody"),
        body=tuple(map(chapter, range(chapters))),
    )


def chapter(number: int) -> Section:
    """Return a chapter of 3,000 words."""
    sentences = [
        Sentence(id=f"c{number}-{place}", content=(Text("word " * WORDS),), space_after=True)
        for place in range(SENTENCES)
    ]
    return Section(
        id=f"c{number}",
        title=Sentence(id=f"c{number}-heading", content=(Text(f"Chapter {number + 1}"),)),
        body=tuple(
            Paragraph(id=f"c{number}-block-{first}", sentences=tuple(sentences[first : first + 5]))
            for first in range(0, SENTENCES, 5)
        ),
    )


def narration(chapters: int, folder: Path) -> Narration:
    """Return the narration of such a book."""
    step = RATE * SECONDS // (SENTENCES + 1)
    ids = [f"c{number}-{place}" for number in range(chapters) for place in ("heading", *map(str, range(SENTENCES)))]
    return recording(ids, step, folder / "sparse.pcm")


def recording(ids: list[str], step: int, path: Path) -> Narration:
    """Return a recording of silence, of so many samples for each cue."""
    with path.open("wb") as file:
        file.truncate(2 * step * len(ids))
    cues = tuple(Cue(name, number * step, (number + 1) * step) for number, name in enumerate(ids))
    return Narration(
        recording=path, sample_rate=RATE, samples=step * len(ids), cues=cues, chapters=(), voices=("none",)
    )


def write(chapters: int, read_along: bool) -> None:
    """Write the book, and print what it took."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        context = Context(
            folder=folder,
            stem="long",
            options=EpubOptions(read_along=read_along),
            gate=Gate(folder),
            report=print,
            narration=narration(chapters, folder) if read_along else None,
            speak=lambda lines: recording([line.id for line in lines], RATE, folder / "lines.pcm"),
        )
        book = edition(chapters)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begin = time.perf_counter()
        EpubBackend().write(book, context)
        seconds = time.perf_counter() - begin
        growth = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        size = (folder / "long.epub").stat().st_size
        print(f"{growth / 1024:.0f} MB above {before / 1024:.0f} MB, {seconds:.1f} s, a file of {size / 1e6:.1f} MB")


def main() -> None:
    """Measure each book in a process of its own."""
    if len(sys.argv) == 3:
        write(int(sys.argv[1]), sys.argv[2] == "read-along")
        return
    most = int(sys.argv[1]) if len(sys.argv) == 2 else 300
    for chapters in (1, most):
        for kind in ("silent", "read-along"):
            print(f"{chapters} chapters, {kind}:", end=" ", flush=True)
            subprocess.run([sys.executable, __file__, str(chapters), kind], check=True)


if __name__ == "__main__":
    main()
