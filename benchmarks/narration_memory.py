"""How much memory a narration takes, from the script to the MP3 file: an hour against a minute.

Run it in a clone: ``python benchmarks/narration_memory.py``. Each narration is made in a fresh process, once spoken and
once from kept clips, by a voice that is only a tone, so that no speech engine is measured.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

ALLOWED = 50  # MB that an hour may take above a minute


def measure(minutes: int, folder: Path) -> dict[str, float]:
    """Narrate for some minutes, write the MP3 file, and return what it took: seconds, and the peak in MB."""
    from publish.backends import Context
    from publish.backends.audio import AudioBackend, AudioOptions
    from publish.content import Edition, Metadata, Utterance
    from publish.gate import Gate
    from publish.speech.recording.clip_cache import ClipCache
    from publish.speech.recording.narrate import narrate
    from tests.speech.tone import ToneVoice

    begin = time.monotonic()
    words = "So many characters as a sentence of a leaflet has, or thereabouts: a hundred and then some more of them. "
    script = [
        Utterance(id=f"s{number}", text=f"{words}{number}", language="en", chapter="" if number % 50 else "A chapter")
        for number in range(minutes * 24)
    ]
    folder.mkdir(exist_ok=True)
    narration = narrate(
        script,
        voices=[ToneVoice()],
        recording=folder / "recording.pcm",
        report=print,
        cache=ClipCache(folder / "cache"),
    )
    edition = Edition(name="standard", metadata=Metadata(title="An hour", language="en"), body=())
    context = Context(
        folder=folder, stem="a", options=AudioOptions(), gate=Gate(folder), report=print, narration=narration
    )
    AudioBackend().write(edition, context)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"minutes": narration.duration / 60, "seconds": time.monotonic() - begin, "peak": peak}


def main() -> int:
    """Print what was measured; return 1 if an hour takes too much."""
    peaks = {}
    with tempfile.TemporaryDirectory() as place:
        for state in ("spoken", "kept"):
            for minutes in (1, 60):
                command = [sys.executable, __file__, str(minutes), f"{place}/{minutes}"]
                out = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
                made = json.loads(out)
                peaks[state, minutes] = made["peak"]
                print(
                    f"{state:6}  {made['minutes']:5.1f} min  peak {made['peak']:6.1f} MB  in {made['seconds']:5.1f} s",
                    flush=True,
                )
    more = max(peaks[state, 60] - peaks[state, 1] for state in ("spoken", "kept"))
    print(f"An hour takes {more:.1f} MB more than a minute; {ALLOWED} are allowed.")
    return int(more > ALLOWED)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(int(sys.argv[1]), Path(sys.argv[2]))))
    else:
        sys.exit(main())
