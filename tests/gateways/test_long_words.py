"""A name that no line holds goes on in the next: nothing of it is drawn beside the paper."""

from __future__ import annotations

import io
from datetime import date

import pikepdf
import pytest

from app.certificates.rules.sheet import Facts, sheet_of
from app.certificates.rules.statement import statement_of_learning
from app.gateways.ports.press import PDF
from app.gateways.press import TypstPress
from app.gateways.press.certificates import TypstCertificatePress
from tests.clock import NOON
from tests.gateways.pdf_words import words_by_page

TODAY = NOON.date()
BREAKS = dict.fromkeys([0x200B, 0x200D])
# Small print has some hundred letters in a line of A4; names are larger, and longer than that.
LINE = 110
NAMES = ["Wm" * 60, "abcdefghij" * 12]


def longest_line(pdf: pikepdf.Pdf) -> int:
    """The letters of the longest piece that is drawn without going to another place."""
    longest = here = 0
    for page in pdf.pages:
        for one in pikepdf.parse_content_stream(page):
            name = str(one.operator)
            if name in ("Tm", "Td", "BT"):
                here = 0
            elif name in ("Tj", "TJ"):
                given = one.operands[0]
                parts = given if name == "TJ" else [given]
                drawn = sum(len(bytes(part)) for part in parts if isinstance(part, pikepdf.String))
                # Two bytes for each letter.
                here += drawn // 2
                longest = max(longest, here)
    return longest


def said(pdf: pikepdf.Pdf) -> str:
    """All words, without where a line may break, and without spaces."""
    return "".join("".join(words_by_page(pdf)).translate(BREAKS).split())


def certificate(name: str, cohort: str) -> pikepdf.Pdf:
    """A certificate, opened."""
    day = date(2026, 1, 1)
    facts = Facts(
        "0123456789ABCDEF", name, "The course", cohort, day, day, day, 3, 180, 2, 100, "valid"
    )
    sheet = sheet_of(facts, "https://learning.example")
    return pikepdf.open(io.BytesIO(TypstCertificatePress().certificate(sheet)))


@pytest.mark.parametrize("name", NAMES)
def test_all_of_a_long_name_is_on_a_certificate(name: str) -> None:
    made = certificate(name, name)
    assert said(made).count(name) == 2
    assert longest_line(made) < LINE


def test_all_of_a_long_name_is_on_a_statement_of_learning() -> None:
    name = NAMES[0]
    rows = [(TODAY, name, name, 60)]
    document = statement_of_learning(name, rows, [], None, today=TODAY)
    made = pikepdf.open(io.BytesIO(TypstPress().make(document, PDF).content))
    assert said(made).count(name) == 3
    assert longest_line(made) < LINE


def test_an_ordinary_name_is_printed_as_it_is() -> None:
    words = words_by_page(certificate("Amina Example", "Riverside"))[0]
    assert "Amina Example" in words
    assert "\u200b" not in words
