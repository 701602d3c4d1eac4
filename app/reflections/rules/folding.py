"""Texts as a search looks at them: without capitals, accents and curly signs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
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
_ASCII = bytes(range(128))
_SMALL = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ`", b"abcdefghijklmnopqrstuvwxyz'")
_WORD_SIGNS = frozenset("0123456789abcdefghijklmnopqrstuvwxyz")
# Where every sign may change: Hangul, and whatever lies above the first plane. Left out of what is
# looked through are those, and Chinese, surrogates and private use, in which none does.
_MAY_CHANGE = "\uac00-\ud7a3\U00010000-\U0010ffff"
_LOOKED_THROUGH = (range(0x80, 0x3400), range(0xA000, 0xAC00), range(0xF900, 0x10000))
# Latin letters with accents, as most people here write them.
_EUROPEAN = range(0x80, 0x250)
# With more different signs than these to change, a text is folded sign by sign.
_MANY = 24


def fold(text: str) -> str:
    """The text without capitals and accents; it may become longer or shorter."""
    small = unicodedata.normalize("NFKD", text).casefold()
    return "".join(_PLAIN.get(sign, sign) for sign in small if not unicodedata.combining(sign))


class Folding:
    """Folds many texts in UTF-8 as far as matters to whoever looks for these letters in them.

    What cannot become one of the letters stays, unless `tells_words` and it becomes a Latin letter
    or a figure: then it tells where a word begins. Signs with no letter of their own always go.
    """

    def __init__(self, letters: str, *, tells_words: bool) -> None:
        matter = frozenset(letters)
        ends = _WORD_SIGNS if tells_words else frozenset[str]()
        signs = [
            sign
            for sign, kept in _changed().items()
            if not kept or kept[-1] in ends or not matter.isdisjoint(kept)
        ]
        self._signs = re.compile(f"[{_ranges(signs)}{_MAY_CHANGE}]")

    def __call__(self, text: bytes) -> bytes:
        """A text, folded."""
        small = text.translate(_SMALL)
        if small.isascii():
            return small
        signs = set(self._signs.findall(small.translate(None, _ASCII).decode()))
        if len(signs) > _MANY:
            return fold(text.decode()).encode()
        for sign in signs:
            small = small.replace(*_in_bytes(sign))
        return small


@lru_cache(maxsize=4096)
def _in_bytes(sign: str) -> tuple[bytes, bytes]:
    return sign.encode(), fold_sign(sign).encode()


@lru_cache(maxsize=4096)
def fold_sign(sign: str) -> str:
    """One sign without its accents; what is kept of it is nobody's words."""
    return fold(sign)


def stand_ins(letters: str) -> int:
    """How many letters of European languages fold to these: the fewer, the less is to be folded."""
    return sum(_becoming()[letter] for letter in set(letters))


@cache
def _becoming() -> Counter[str]:
    signs = map(chr, _EUROPEAN)
    return Counter(letter for sign in signs for letter in set(fold_sign(sign)))


@cache
def _changed() -> Mapping[str, str]:
    """Each sign that folding changes, and what becomes of it; about 20 ms, once."""
    signs = (chr(code) for block in _LOOKED_THROUGH for code in block)
    return {sign: kept for sign in signs if (kept := fold(sign)) != sign}


def _ranges(signs: Sequence[str]) -> str:
    """Signs in their order, as a class of a pattern names them."""
    begun, ended = list[str](), list[str]()
    for sign in signs:
        if ended and ord(sign) == ord(ended[-1]) + 1:
            ended[-1] = sign
        else:
            begun.append(sign)
            ended.append(sign)
    return "".join(f"{first}-{last}" for first, last in zip(begun, ended, strict=True))
