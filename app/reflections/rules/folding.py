"""Texts as a search looks at them: without capitals, accents and curly signs."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

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
_ASCII = bytes(range(128))
# Above this share of bytes that are not ASCII, the whole text is folded at once.
_DENSE = 4


def fold(text: str) -> str:
    """The text without capitals and accents; it may become longer or shorter."""
    small = unicodedata.normalize("NFKD", text).casefold()
    return "".join(_PLAIN.get(sign, sign) for sign in small if not unicodedata.combining(sign))


def fold_bytes(text: bytes) -> bytes:
    """The same for a text in UTF-8, made for many long texts that are mostly in ASCII."""
    if text.isascii():
        return text.lower()
    others = text.translate(None, _ASCII)
    if len(others) * _DENSE > len(text):
        return fold(text.decode()).encode()
    folded = text.lower()
    for sign in set(others.decode()):
        folded = folded.replace(sign.encode(), fold_sign(sign).encode())
    return folded


@lru_cache(maxsize=4096)
def fold_sign(sign: str) -> str:
    """One sign without its accents; what is kept of it is nobody's words."""
    return fold(sign)
