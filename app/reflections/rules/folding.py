"""Texts as a search looks at them: without capitals, accents and curly signs."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

# What Unicode does not take apart.
_PLAIN = {
    **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ħ": "h",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
}
# The other blocks hold signs that no folding changes, such as Chinese ones, or no signs at all.
_BLOCKS = (
    *(range(0x3400), range(0xA000, 0xD7A4), range(0xF900, 0x12000), range(0x16000, 0x17000)),
    *(range(0x1B000, 0x1F300), range(0x1FB00, 0x1FC00), range(0x2F800, 0x2FA20)),
)


def fold(text: str) -> str:
    """The text without capitals and accents; it may become longer or shorter."""
    small = unicodedata.normalize("NFKD", text).casefold()
    return "".join(_PLAIN.get(sign, sign) for sign in small if not unicodedata.combining(sign))


@lru_cache(maxsize=4096)
def fold_sign(sign: str) -> str:
    """One sign without its accents; what is kept of it is nobody's words."""
    return fold(sign)


@cache
def changed_signs() -> Mapping[str, str]:
    """Each sign that folding changes, and what becomes of it; about 0.1 s, once."""
    signs = (chr(code) for block in _BLOCKS for code in block)
    return {sign: kept for sign in signs if (kept := fold(sign)) != sign}
