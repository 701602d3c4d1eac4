"""Which column of a list holds what, told from its headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from app.cohorts.rules.pasted import PLAIN

# What a column can hold.
NAME, FIRST, LAST = "name", "first name", "last name"
EMAIL, PHONE, POST = "email", "phone", "address"
HOW, STANDING, JOB, PLACE = "how", "standing", "job", "place"

# The headings may stand below a title, a date and a logo.
MOST_ROWS_ABOVE = 25
LONGEST_HEADING = 80

# Headings that are about something else, though they speak of a name, a phone or an address.
OTHER = re.compile(
    r"\b(consent\w*|emergency|next of kin|line manager|manager s|supervisor|date|time ?stamp|"
    r"birth|website|web|ip|fax|extension|id|number of|source|subject)\b"
)
# The first that fits counts, so that "E-mail address" is no address and "Place name" no name.
FORMS: Mapping[str, re.Pattern[str]] = {
    EMAIL: re.compile(r"\b(e ?mails?|mail)\b(?! ?shot)"),
    HOW: re.compile(
        r"\b(how (to|do|shall|should|can)\b.*\b(reach|contact|write|tell)|how to reach|"
        r"(contact|reach(ed)?) (by|via|preference|method|mode)|"
        r"preferred (contact|method|way)|preference|channel|way to reach|how$)"
    ),
    PHONE: re.compile(
        r"\b(phones?|telephones?|tel|mobiles?|mob|cell|landline|sms|"
        r"contact (no|number|num)|number to (ring|call))\b"
    ),
    FIRST: re.compile(r"\b(first ?names?|fore ?names?|given ?names?|christian name)\b|^first$"),
    LAST: re.compile(r"\b(sur ?names?|last ?names?|family ?names?|second name)\b|^last$"),
    PLACE: re.compile(
        r"\b(place|practices?|surger(y|ies)|pcns?|networks?|organi[sz]ations?|neighbou?rhoods?|"
        r"ods|workplace|employer|site|clinic|company|base)\b"
    ),
    STANDING: re.compile(r"\b(standing|comes? as|who (they|you) are|kind of person)\b"),
    JOB: re.compile(r"\b(roles?|job|position|type|category|profession)\b"),
    POST: re.compile(
        r"\b(addresses|address|street|road|town|city|county|post ?code|zip|post|postal|"
        r"house number|paper (can )?go(es)?)\b"
    ),
    NAME: re.compile(
        r"\b(full ?name|names?|participants?|persons?|people|delegates?|attendees?|"
        r"members?|learners?|contacts?)\b"
    ),
}
SAYS_WHO = frozenset({NAME, FIRST, LAST})


def plain_words(text: str) -> str:
    """A heading, or a word of a list, in small letters with single spaces and no other marks."""
    return " ".join(re.sub(r"[\W_]+", " ", text.translate(PLAIN)).casefold().split())


def what_it_holds(heading: str) -> str | None:
    """What stands below this heading, or None when it is nothing that we use."""
    if "@" in heading or len(heading) > LONGEST_HEADING:
        return None
    words = plain_words(heading)
    if OTHER.search(words):
        return None
    return next((column for column, form in FORMS.items() if form.search(words)), None)


def find_headings(rows: Sequence[Sequence[str]]) -> int | None:
    """The place of the row of headings, from 0, or None when there is none.

    A title such as "People of Riverside" also holds words of headings, so the fullest row counts.
    """
    best, place = 0, None
    for number, row in enumerate(rows[:MOST_ROWS_ABOVE]):
        found = {what_it_holds(cell) for cell in row} - {None}
        alone = sum(1 for cell in row if cell.strip()) == 1
        full = len(found) if found & {*SAYS_WHO, EMAIL} else 0
        # One heading alone is one only over a single column, and says just what it is.
        if full == 1 and not (alone and plain_words(" ".join(row)) in ALONE):
            full = 0
        if full > best:
            best, place = full, number
    return place


ALONE = frozenset(
    {"email", "e mail", "emails", "email address", "e mail address", "e mail addresses"}
    | {"email addresses", "name", "names", "people", "name and email"}
)
