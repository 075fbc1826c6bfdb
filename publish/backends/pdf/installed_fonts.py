"""Whether a font of this machine has a character, as fontconfig tells, which WeasyPrint itself uses."""

from __future__ import annotations

import ctypes
from functools import cache

_LIBRARIES = ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll")


class _FontSet(ctypes.Structure):
    _fields_ = (("count", ctypes.c_int), ("size", ctypes.c_int), ("fonts", ctypes.c_void_p))


def is_installed(character: str) -> bool:
    """Tell whether a font of the machine can draw a character; no, where fontconfig cannot be asked."""
    library = _fontconfig()
    if library is None:
        return False
    characters = library.FcCharSetCreate()
    pattern = library.FcPatternCreate()
    properties = library.FcObjectSetCreate()
    library.FcCharSetAddChar(characters, ord(character))
    library.FcPatternAddCharSet(pattern, b"charset", characters)
    found = library.FcFontList(None, pattern, properties)
    try:
        return bool(found) and found.contents.count > 0
    finally:
        library.FcFontSetDestroy(found)
        library.FcObjectSetDestroy(properties)
        library.FcPatternDestroy(pattern)
        library.FcCharSetDestroy(characters)


@cache
def _fontconfig() -> ctypes.CDLL | None:
    for name in _LIBRARIES:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        for function in ("FcCharSetCreate", "FcPatternCreate", "FcObjectSetCreate"):
            getattr(library, function).restype = ctypes.c_void_p
        library.FcCharSetAddChar.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
        library.FcPatternAddCharSet.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)
        library.FcFontList.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
        library.FcFontList.restype = ctypes.POINTER(_FontSet)
        library.FcFontSetDestroy.argtypes = (ctypes.POINTER(_FontSet),)
        for function in ("FcObjectSetDestroy", "FcPatternDestroy", "FcCharSetDestroy"):
            getattr(library, function).argtypes = (ctypes.c_void_p,)
        return library
    return None
