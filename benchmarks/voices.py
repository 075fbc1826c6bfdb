"""How well and how fast each voice reads the English sample, judged by an offline speech recogniser.

Run it with ``.venv/bin/python benchmarks/voices.py [VOICE …]``; without names it takes the voices that need no network.
Each runs in a process of its own. It prints what ``benchmarks/voices.md`` tells.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

CLONE = Path(__file__).parent.parent
OFFLINE = ("kokoro", "piper", "espeak")


def measure(name: str) -> dict[str, Any]:
    """Speak the sample with one voice, recognise it, and return the figures."""
    sys.path.insert(0, str(CLONE))
    from publish import plugins
    from tests.support.heard import Heard
    from tests.support.recogniser import transcribe
    from tests.support.sample import DRUGS, FRENCH, english_utterances, spoken

    voice = plugins.create("publish.voices", name)
    utterances = english_utterances()
    next(iter(voice.speak(utterances[:1])))  # loads the model
    begin, begin_processor = time.perf_counter(), time.process_time()
    samples, rate = spoken(voice, utterances)
    seconds, processor = time.perf_counter() - begin, time.process_time() - begin_processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    text = " ".join(utterance.text for utterance in utterances)
    heard = Heard(text, transcribe(samples, rate), FRENCH)
    return {
        "version": voice.version,
        "words": len(heard.words),
        "wer": heard.word_error_rate,
        "wer_as_spelt": heard.word_error_rate_as_spelt,
        "numbers": str(heard.numbers()),
        "names": {drug: str(heard.names([drug])) for drug in DRUGS},
        "length": len(samples) / rate,
        "speed": len(samples) / rate / seconds,
        "processor": processor / (len(samples) / rate),
        "memory": peak,
        "misses": heard.misses(),
    }


def main(names: list[str]) -> None:
    """Print a line for each voice, and what was heard wrong."""
    for name in names:
        command = [sys.executable, __file__, "--one", name]
        made = subprocess.run(command, check=True, capture_output=True, text=True)
        figures = json.loads(made.stdout.splitlines()[-1])
        print(
            f"{name}: {figures['wer']:.1%} of {figures['words']} words wrong"
            f" ({figures['wer_as_spelt']:.1%} as spelt);"
            f" {figures['speed']:.1f} s of speech a second, {figures['processor']:.3f} s of one core for each,"
            f" {figures['memory']:.0f} MB; {figures['length']:.0f} s; {figures['version']}"
        )
        print(f"  numbers {figures['numbers']}")
        print(f"  {', '.join(f'{drug} {score}' for drug, score in figures['names'].items())}")
        for miss in figures["misses"]:
            print(f"  {miss}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(sys.argv[2])))
    else:
        main(sys.argv[1:] or list(OFFLINE))
