"""How well and how fast each voice reads the English sample, judged by an offline speech recogniser.

Run it with ``.venv/bin/python benchmarks/voices.py [VOICE …]``; without names it takes the voices that need no network.
Each runs in a process of its own. It prints lines for the table in ``benchmarks/voices.md``, and what was heard wrong.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

CLONE = Path(__file__).parent.parent
OFFLINE = ("piper", "kokoro", "espeak")
DRUGS = ("ketamine", "esketamine", "spravato")


def measure(name: str) -> dict[str, object]:
    """Speak the sample with one voice, recognise it, and return the figures."""
    sys.path.insert(0, str(CLONE))
    from publish import plugins
    from tests.support.heard import Heard
    from tests.support.recogniser import transcribe
    from tests.support.sample import english_utterances, spoken

    voice = plugins.create("publish.voices", name)
    utterances = english_utterances()
    next(iter(voice.speak(utterances[:1])))  # loads the model
    begin = time.perf_counter()
    samples, rate = spoken(voice, utterances)
    seconds = time.perf_counter() - begin
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    heard = Heard(" ".join(utterance.text for utterance in utterances), transcribe(samples, rate))
    return {
        "voice": name,
        "version": voice.version,
        "wer": heard.word_error_rate,
        "numbers": str(heard.numbers()),
        "names": {drug: str(heard.names([drug])) for drug in DRUGS},
        "length": len(samples) / rate,
        "speed": len(samples) / rate / seconds,
        "memory": peak,
        "misses": heard.misses(),
    }


def main(names: list[str]) -> None:
    """Print a line for each voice."""
    for name in names:
        command = [sys.executable, __file__, "--one", name]
        figures = json.loads(
            subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1]
        )
        names_heard = ", ".join(f"{drug} {score}" for drug, score in figures["names"].items())
        print(
            f"| {name} | {figures['wer']:.1%} | {figures['numbers']} | {names_heard} |"
            f" {figures['speed']:.1f} | {figures['memory']:.0f} MB |"
        )
        print(f"  {figures['length']:.0f} s of speech; {figures['version']}")
        for miss in figures["misses"]:
            print(f"  {miss}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(sys.argv[2])))
    else:
        main(sys.argv[1:] or list(OFFLINE))
