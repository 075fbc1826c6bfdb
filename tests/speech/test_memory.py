"""Memory does not grow with the length of a narration, from the script to the MP3 file."""

import json
import subprocess
import sys

import pytest

from ..conftest import CLONE


@pytest.mark.speech
def test_ten_minutes_take_hardly_more_than_one(tmp_path):
    """Their samples alone would take 26 MB; benchmarks/narration_memory.py compares a whole hour."""

    def peak(minutes):
        command = [sys.executable, CLONE / "benchmarks/narration_memory.py", str(minutes), tmp_path / str(minutes)]
        return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["peak"]

    assert peak(10) - peak(1) < 15
