"""What programs make of the ligatures of Calibri, and what they stood for.

Calibri's ligatures have numbers in place of letters; programs that cut them to 16 bits make these letters of them,
others leave them in a private plane.
"""

_PLAIN = {"Ɵ": "ti", "Ʃ": "tt", "ƫ": "tti", "ƞ": "tf", "Ư": "ff", "Ō": "ft", "ł": "fj"}
LETTERS = _PLAIN | {chr(0x100000 + ord(sign)): letters for sign, letters in _PLAIN.items()}
