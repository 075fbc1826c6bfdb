"""What a PDF takes in time and memory, with the tags of Publish and with those of WeasyPrint alone.

Run it with ``.venv/bin/python benchmarks/pdf_tags.py [PAGES …]``; without numbers it takes 2, 50 and 500 pages. Both
taggers get the same HTML and the same styles, in processes of their own that take turns. It prints seconds of
processor time from HTML to finished bytes, and the peak memory of the process in MB.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path

RUNS = {2: 7, 50: 5, 500: 3}
SECTIONS_A_PAGE = 1.62
SECTION = """
## Part {number}

Take *one* tablet of 5 mg with **water** in the morning, and [read on](https://example.org/part-{number}) if you feel
sick. Most people notice nothing at all. A few feel tired for an hour or two, and that passes.[^{number}] The WHO lists
it, and le [mot juste]{{lang=fr}} for it is *rare*. Ask your pharmacist whether your other medicines go with it.

- Before breakfast, with a full glass of water
- At the same time each day
  1. Put it where you see it
  2. Mark the day on the box

{{row-headers}}
| Age | Dose | How often |
|---|---|---|
| Adults | 5 mg | once a day |
| Over 75 | 2.5 mg | every 2 days |

: Doses, part {number}

[^{number}]: In a made-up study of {number} people.
"""


def article(pages: int) -> str:
    """Return an article that fills about so many pages."""
    sections = "".join(SECTION.format(number=number) for number in range(1, round(pages * SECTIONS_A_PAGE) + 1))
    return f"---\ntitle: A long handout\nlanguage: en\n---\n\n*[WHO]: World Health Organization\n{sections}"


def measure(source: Path, tagger: str) -> dict[str, float]:
    """Make the PDF in this process and return pages, seconds and megabytes."""
    from publish.backends.backend import Context
    from publish.backends.pdf import engine
    from publish.backends.pdf.backend import PdfOptions
    from publish.backends.pdf.handout import make_handout
    from publish.backends.pdf.tags.tagger import Tagging
    from publish.building.project import Project
    from publish.building.reading import read_source
    from publish.editions import make_edition

    if tagger == "weasyprint":
        engine.publish_tagger = lambda _document: nullcontext(Tagging())
    edition = make_edition("standard", read_source(source).document)
    gate = Project.around(source).gate
    context = Context(folder=source.parent, stem="x", options=PdfOptions(), gate=gate, report=lambda _finding: None)
    handout = make_handout(edition, context)
    begin = time.process_time()
    rendering = engine.render_pdf(handout.page, handout.stylesheets)
    seconds = time.process_time() - begin
    return {"pages": rendering.pages, "s": seconds, "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def compare(pages: int) -> None:
    """Print what both taggers take."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "article.md"
        source.write_text(article(pages), encoding="utf-8")
        results: dict[str, list[dict[str, float]]] = {"weasyprint": [], "publish": []}
        for _ in range(RUNS.get(pages, 3)):
            for tagger, measured in results.items():
                command = [sys.executable, __file__, "--measure", str(source), tagger]
                run = subprocess.run(command, check=True, capture_output=True, text=True)
                measured.append(json.loads(run.stdout))
        for tagger, measured in results.items():
            figures = "; ".join(f"{unit} {_summary([one[unit] for one in measured])}" for unit in ("s", "MB"))
            print(f"{measured[0]['pages']:.0f} pages, tags of {tagger}: {figures}", flush=True)
        ratios = [
            ours["s"] / theirs["s"] for ours, theirs in zip(results["publish"], results["weasyprint"], strict=True)
        ]
        print(f"  time, publish to weasyprint, run by run: {_summary(ratios)}", flush=True)


def _summary(values: list[float]) -> str:
    return f"{min(values):.2f} / {statistics.median(values):.2f} / {max(values):.2f} (min / median / max)"


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(measure(Path(sys.argv[2]), sys.argv[3])))
    else:
        for number in [int(argument) for argument in sys.argv[1:]] or [2, 50, 500]:
            compare(number)
