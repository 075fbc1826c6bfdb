"""How long ``publish --help`` takes, as a whole process.

Run it with ``.venv/bin/python benchmarks/command_start.py``. It prints seconds; the aim is under 0.3.
"""

import statistics
import subprocess
import sys
import time

RUNS = 15


def seconds() -> float:
    """Return the wall time of one run."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-m", "publish", "--help"], check=True, capture_output=True)
    return time.perf_counter() - begin


if __name__ == "__main__":
    seconds()  # the first run fills the caches of the disk
    times = [seconds() for _ in range(RUNS)]
    print(f"publish --help: min {min(times):.3f} s, median {statistics.median(times):.3f} s, max {max(times):.3f} s")
