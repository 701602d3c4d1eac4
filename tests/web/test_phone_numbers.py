"""A number to ring stays in one line of a page."""

from __future__ import annotations

import pytest

from app.web.phones import unbroken


@pytest.mark.parametrize("number", ["020 7946 0000", "+44 20 7946 0000", "(020) 7946-0000"])
def test_a_number_is_never_broken_at_the_end_of_a_line(number: str) -> None:
    whole = f'<span class="dlp-nowrap">{number}</span>'
    assert unbroken(number) == whole
    assert unbroken(f"{number}, ask for Farah") == f"{whole}, ask for Farah"


@pytest.mark.parametrize("text", ["", "at the front desk", "from 9 to 5", "Room 12, at 10:30"])
def test_other_words_stay_as_they_are(text: str) -> None:
    assert unbroken(text) == text


def test_markup_in_a_text_stays_text() -> None:
    assert "<script>" not in unbroken("<script>020 7946 0000</script>")
