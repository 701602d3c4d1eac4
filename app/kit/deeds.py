"""What people do on the platform, in words for the record, and who may read that they did it.

Each room says it of its own addresses, in `app/<room>/deeds.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

# Who may read of a deed. Whoever did it, and whomever it was done for, always may.
OWN = "own"
PEOPLE = "people"
COHORT = "cohort"
READERS = (OWN, PEOPLE, COHORT)


@dataclass(frozen=True)
class Deed:
    """Something that people do: "moved a session", read after the name of whoever did it.

    `whom` is the word of the address, or the field `person` of the form, that says for whom it was
    done. Their name goes where `{whom}` stands in the words, and otherwise to their end.
    """

    words: str
    readers: str
    whom: str = ""


@dataclass(frozen=True)
class Unrecorded:
    """Something of which the record says nothing, and why that is right."""

    why: str


Deeds = dict[str, Deed | Unrecorded]


def own(words: str, whom: str = "") -> Deed:
    """Learning, writing and what is private: nobody else reads of it, programme leads neither."""
    return Deed(words, OWN, whom)


def people(words: str, whom: str = "") -> Deed:
    """What programme leads may have to prove: they read of it too."""
    return Deed(words, PEOPLE, whom)


def cohort(words: str, whom: str = "") -> Deed:
    """Running a cohort: its facilitators read of it too, and programme leads."""
    return Deed(words, COHORT, whom)


def unrecorded(why: str) -> Unrecorded:
    """The record says nothing of it."""
    return Unrecorded(why)
