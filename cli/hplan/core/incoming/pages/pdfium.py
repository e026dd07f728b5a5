"""PDFium itself: the functions of it that are needed, as its headers have them.

pypdfium2 brings the library. Its own table of functions has hundreds, and takes as long to load as a plan to read.
"""

import ctypes
import sys
from importlib.util import find_spec
from os.path import dirname, isfile, join
from typing import Any

_P, _I, _F, _D = ctypes.c_void_p, ctypes.c_int, ctypes.c_float, ctypes.c_double
_PF, _PD = ctypes.POINTER(_F), ctypes.POINTER(_D)
_FUNCTIONS = {
    "FPDF_InitLibrary": (None, ()),
    "FPDF_LoadMemDocument64": (_P, (ctypes.c_char_p, ctypes.c_size_t, ctypes.c_char_p)),
    "FPDF_GetLastError": (ctypes.c_ulong, ()),
    "FPDF_GetPageCount": (_I, (_P,)),
    "FPDF_LoadPage": (_P, (_P, _I)),
    "FPDF_GetPageHeightF": (_F, (_P,)),
    "FPDF_ClosePage": (None, (_P,)),
    "FPDFPage_CountObjects": (_I, (_P,)),
    "FPDFPage_GetObject": (_P, (_P, _I)),
    "FPDFFormObj_CountObjects": (_I, (_P,)),
    "FPDFFormObj_GetObject": (_P, (_P, ctypes.c_ulong)),
    "FPDFPageObj_GetType": (_I, (_P,)),
    "FPDFPageObj_GetBounds": (_I, (_P, _PF, _PF, _PF, _PF)),
    "FPDFText_LoadPage": (_P, (_P,)),
    "FPDFText_ClosePage": (None, (_P,)),
    "FPDFText_CountRects": (_I, (_P, _I, _I)),
    "FPDFText_GetRect": (_I, (_P, _I, _PD, _PD, _PD, _PD)),
    "FPDFText_GetBoundedText": (_I, (_P, _D, _D, _D, _D, _P, _I)),
    "FPDFText_GetCharIndexAtPos": (_I, (_P, _D, _D, _D, _D)),
    "FPDFText_GetFontWeight": (_I, (_P, _I)),
    "FPDFText_GetFontInfo": (ctypes.c_ulong, (_P, _I, _P, ctypes.c_ulong, ctypes.POINTER(_I))),
}


def _library() -> Any:
    """The library where pypdfium2 has it; wherever else it may be, pypdfium2 itself finds it."""
    names = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}
    spec = find_spec("pypdfium2_raw")
    path = join(dirname(spec.origin), names.get(sys.platform, "libpdfium.so")) if spec and spec.origin else ""  # noqa: PTH118, PTH120
    if not isfile(path):  # noqa: PTH113
        import pypdfium2_raw

        return pypdfium2_raw
    library = ctypes.CDLL(path)
    for name, (result, arguments) in _FUNCTIONS.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


pdfium = _library()
