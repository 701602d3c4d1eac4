"""Phone numbers: kept in one plain form, and said as people write them."""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

HOME = "GB"
LONGEST_TYPED = 40
# What a spreadsheet makes of a number: 447700900123.0.
A_NUMBER_WITH_A_FRACTION = re.compile(r"^(\+?\d+)\.0+$")
A_LABEL = re.compile(r"^[a-z]+\.?:", re.IGNORECASE)
# What a number is written with; a slash stands between two of them.
A_NUMBER = re.compile(r"^[+(]?[\d\s().\u2010-\u2015-]+$")
# How many figures a number here has, without its nought.
FIGURES_AT_HOME = (9, 10)
# Spaces and marks that come with copying and that no eye sees.
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")


def clean_phone_number(text: str, region: str = HOME) -> str | None:
    """The number in its plain form (E.164), such as `+447700900123`, or None when it is not one.

    Numbers without a country are of `region` (ISO 3166-1). Numbers are taken by their length,
    since numbers that are given out to nobody are right for trying things. The nought that a
    spreadsheet has dropped is put back, and so is the plus of a number of `region`. Two numbers,
    an extension or words are refused: the plain form has no place for them.
    """
    typed = A_LABEL.sub("", A_NUMBER_WITH_A_FRACTION.sub(r"\1", UNSEEN.sub("", text).strip()))
    wanted = typed.strip()
    if len(wanted) > LONGEST_TYPED or not A_NUMBER.fullmatch(wanted):
        return None
    found = _read(wanted, region)
    return phonenumbers.format_number(found, PhoneNumberFormat.E164) if found else None


def say_phone_number(number: str) -> str:
    """A plain number as people write it: `07700 900123`, and `+33 1 99 00 12 34` from abroad."""
    try:
        read = phonenumbers.parse(number, None)
    except NumberParseException:
        return number
    at_home = phonenumbers.region_code_for_country_code(read.country_code or 0) == HOME
    form = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(read, form)


def _read(text: str, region: str) -> phonenumbers.PhoneNumber | None:
    try:
        read = phonenumbers.parse(text, region)
    except NumberParseException:
        return None
    figures = len(phonenumbers.national_significant_number(read))
    at_home = read.country_code == phonenumbers.country_code_for_region(HOME)
    if at_home and figures not in FIGURES_AT_HOME:
        return None
    return read if phonenumbers.is_possible_number(read) else None
