"""What FFmpeg's EBU R 128 meter says of a sound: an opinion of its own, apart from what Publish measures."""

from __future__ import annotations

import math
from pathlib import Path
from typing import NamedTuple

import av
import numpy
from numpy.typing import NDArray


class Sound(NamedTuple):
    samples: NDArray[numpy.float32]
    rate: int


class Level(NamedTuple):
    loudness: float  # LUFS
    true_peak: float  # dBFS


def decoded(path: Path) -> Sound:
    """Decode an audio file of one channel, as a player does."""
    with av.open(str(path)) as container:
        resampler = av.AudioResampler(format="flt", layout="mono")
        frames = [piece for frame in container.decode(audio=0) for piece in resampler.resample(frame)]
        rate = container.streams.audio[0].rate
    return Sound(numpy.concatenate([frame.to_ndarray().reshape(-1) for frame in frames]), rate)


def level(sound: Sound) -> Level:
    graph = av.filter.Graph()
    entry = graph.add_abuffer(sample_rate=sound.rate, format="flt", layout="mono")
    meter = graph.add("ebur128", "metadata=1:framelog=quiet:peak=true")
    end = graph.add("abuffersink")
    entry.link_to(meter)
    meter.link_to(end)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(
        numpy.ascontiguousarray(sound.samples)[numpy.newaxis], format="flt", layout="mono"
    )
    frame.sample_rate = sound.rate
    graph.push(frame)
    graph.push(None)
    told: dict[str, str] = {}
    while True:
        try:
            told = dict(graph.pull().metadata) or told
        except (BlockingIOError, av.EOFError):
            return Level(float(told["lavfi.r128.I"]), 20 * math.log10(float(told["lavfi.r128.true_peak"])))
