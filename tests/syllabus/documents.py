"""The documents that the course cites, as plain text, where they lie beside the checkout."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = ROOT.parent / "shared" / "sources"
FILES = {
    "manifesto-2017": "manifesto-2017.txt",
    "pcn-2020": "pcns-and-inequalities-2020.txt",
    "webinar-2021": "inequalities-webinar-2021.txt",
    "core20-2021": "core20plus5-submission.txt",
    "nhs75-2023": "nhs-at-75-submission-2023.txt",
}
ALIKE = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-", "*": None}
)
# The number of a footnote stands behind a word or a full stop.
FOOTNOTE = re.compile("[⁰¹²³⁴-⁹]+")
BROKEN_WORD = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
# A number is written apart from letters: Core20Plus5, TR14ers and COVID-19 are names.
NUMBER = r"(?<![\w.,:@])(?<![A-Za-z]-)\d+(?:[.,:]\d+)*"
PERCENT = re.compile(rf"({NUMBER})(?:\s?(?:-|to|and|or)\s?(\d+(?:\.\d+)?))?\s?(?:%|per ?cent\b)")
POUNDS = re.compile(r"£\s?(\d+(?:[.,]\d+)*)\s?(million|billion|m|bn|k)?\b")
SHARE = re.compile(rf"({NUMBER}) (?:in|out of) (?:every )?(\d+)\b(?! (?:month|year|week|day))")
BARE = re.compile(NUMBER)
SIZES = {"m": " million", "bn": " billion", "k": ",000", "": ""}
SMALL = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)
IN_WORDS = {word: str(number) for number, word in enumerate(SMALL, start=1)}
WORD = re.compile(rf"\b(?:{'|'.join(SMALL)})\b", re.IGNORECASE)


class Document:
    """One document in which words and numbers can be looked up."""

    def __init__(self, text: str) -> None:
        self.text = plain(text)

    @property
    def digest(self) -> str:
        """SHA-256 of the plain text, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Each number of the document, also those in words, as `measures` writes them."""
        digits = WORD.sub(lambda match: IN_WORDS[match[0].lower()], self.text)
        found = {number for _, number in [*measures(self.text), *measures(digits)]}
        bare = {match[0] for text in (self.text, digits) for match in BARE.finditer(text)}
        return frozenset(found | bare)

    @cached_property
    def ratios(self) -> frozenset[str]:
        """The parts of each ratio, such as 1 and 13 of 1:13."""
        return frozenset(part for one in self.numbers if ":" in one for part in one.split(":"))

    def holds(self, piece: str) -> bool:
        """Whether these words stand in the document, letter by letter."""
        whole = rf"(?<!\w)(?<!\d[.,:]){re.escape(plain(piece))}(?!\w|[.,:]\d)"
        return re.search(whole, self.text) is not None

    def counts(self, number: str) -> bool:
        """Whether this number stands in the document; one after 'about' may be rounded."""
        bare = number.removeprefix("about ")
        if bare in self.numbers or bare.removeprefix("£") in self.ratios:
            return True
        return bare != number and any(str(rounded(other)) == bare for other in self.numbers)


def rounded(number: str) -> int | None:
    """The whole number nearest to a number with decimals."""
    return round(float(number)) if re.fullmatch(r"\d+(\.\d+)?", number) else None


def plain(text: str) -> str:
    """Text with one kind of quotes, hyphens and spaces, without footnotes and broken words."""
    text = unicodedata.normalize("NFKC", FOOTNOTE.sub("", text)).translate(ALIKE)
    return " ".join(BROKEN_WORD.sub("", text).split())


def measures(text: str) -> list[tuple[int, str]]:
    """Each number with its place and its unit: 50%, £3.9 million, 1 in 5, or the number alone."""
    found: dict[int, str] = {}
    for match in PERCENT.finditer(text):
        found[match.start(1)] = f"{match[1]}%"
        if match[2]:
            found[match.start(2)] = f"{match[2]}%"
    for match in POUNDS.finditer(text):
        size = match[2] or ""
        found[match.start(1)] = f"£{match[1]}{SIZES.get(size, f' {size}')}"
    for match in SHARE.finditer(text):
        if not {match.start(1), match.start(2)} & found.keys():
            found[match.start(1)] = f"{match[1]} in {match[2]}"
            found[match.start(2)] = ""
    for match in BARE.finditer(text):
        found.setdefault(match.start(), match[0])
    return sorted((place, number) for place, number in found.items() if number)


def documents(environ: Mapping[str, str], folder: Path = SOURCES) -> dict[str, Document] | None:
    """The documents by key, or None in a clone that does not have them beside it.

    Raises: AssertionError on a build machine without them, since it must look each figure up.
    """
    paths = {key: folder / name for key, name in FILES.items()}
    if not all(path.is_file() for path in paths.values()):
        assert environ.get("CI") != "true", f"The documents are not in {folder.name}/."
        return None
    return {key: Document(path.read_text("utf-8")) for key, path in paths.items()}
