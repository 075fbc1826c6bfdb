"""eSpeak NG in a process of its own; a program, not a module: ``engine.py LIBRARY DATA``.

A process of its own keeps this copy of the library away from the one inside Piper, and survives a crash. The library
also remembers: the same words sound a little different after other words. So each utterance is spoken by a fresh copy
of this process, as it was before it ever spoke.

It reads lines of JSON, ``[voice, text, speed]`` (1 is the engine's own speed), and answers each with the sample rate
in Hz and the number of bytes, both as 32-bit little-endian integers, and signed 16-bit little-endian mono samples. Zero
bytes mean that nothing came out.
"""

from __future__ import annotations

import ctypes
import json
import os
import struct
import sys

SYNCHRONOUS = 2  # AUDIO_OUTPUT_SYNCHRONOUS: the callback gets the samples, before espeak_Synth returns
DO_NOT_EXIT = 0x8000  # espeakINITIALIZE_DONT_EXIT
UTF_8 = 1  # espeakCHARS_UTF8
PHONEMES = 0x100  # espeakPHONEMES: what stands in [[ ]] is phonemes
OK = 0
RATE, USUAL_RATE = 1, 175  # espeakRATE; words a minute

SynthCallback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


def speak(library: ctypes.CDLL, voice: str, text: str, speed: float) -> bytes:
    """Return the samples of a text."""
    sound = bytearray()

    def receive(samples: int | None, count: int, _events: int | None) -> int:
        if samples:
            sound.extend(ctypes.string_at(samples, 2 * count))
        return 0

    callback = SynthCallback(receive)
    library.espeak_SetSynthCallback(callback)
    library.espeak_ng_SetRandSeed(ctypes.c_long(1))
    if library.espeak_SetVoiceByName(voice.encode()) != OK:
        raise SystemExit(f"no voice {voice}")
    library.espeak_SetParameter(RATE, round(USUAL_RATE * speed), 0)
    data = text.replace("\0", "").encode() + b"\0"
    library.espeak_Synth(data, ctypes.c_size_t(len(data)), 0, 0, 0, UTF_8 | PHONEMES, None, None)
    return bytes(sound)


def main(library_path: str, data_path: str) -> None:
    """Answer requests until there are no more."""
    library = ctypes.CDLL(library_path)
    sample_rate = library.espeak_Initialize(SYNCHRONOUS, 0, data_path.encode(), DO_NOT_EXIT)
    for line in sys.stdin.buffer:
        child = os.fork()
        if child == 0:
            sound = speak(library, *json.loads(line))
            sys.stdout.buffer.write(struct.pack("<II", sample_rate, len(sound)) + sound)
            sys.stdout.buffer.flush()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status:
            raise SystemExit(f"the utterance ended with status {status}")


if __name__ == "__main__":
    main(*sys.argv[1:])
