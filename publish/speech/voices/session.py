"""How the neural voices run their models: many sentences at a time, each on one core."""

from __future__ import annotations

from typing import Any


def session(model: str | bytes) -> Any:
    """Return an ONNX session, which several threads may use at the same time.

    Args:
        model: the path of a file, or its content.
    """
    import onnxruntime  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # it would keep a plan for every length of sentence: twice the memory
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
