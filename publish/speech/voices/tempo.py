"""Speech made faster or slower at the same pitch, for engines that know one pace only."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy


def at_tempo(
    samples: numpy.typing.NDArray[numpy.float32], sample_rate: int, tempo: float
) -> numpy.typing.NDArray[numpy.float32]:
    """Return mono samples that last 1 / ``tempo`` as long; ``tempo`` is from 0.5 to 2."""
    if tempo == 1 or not samples.size:
        return samples
    import av
    import numpy

    graph = av.filter.Graph()
    steps = [
        graph.add_abuffer(sample_rate=sample_rate, format="flt", layout="mono"),
        graph.add("atempo", f"{tempo:g}"),
        graph.add("aformat", "sample_fmts=flt:channel_layouts=mono"),
        graph.add("abuffersink"),
    ]
    for before, after in pairwise(steps):
        before.link_to(after)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(numpy.ascontiguousarray(samples[numpy.newaxis]), format="flt", layout="mono")
    frame.sample_rate = sample_rate
    graph.push(frame)
    graph.push(None)
    parts = []
    while True:
        try:
            parts.append(graph.pull().to_ndarray()[0])
        except (av.EOFError, BlockingIOError):
            return numpy.concatenate([numpy.zeros(0, numpy.float32), *parts])
