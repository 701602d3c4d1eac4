"""Whether people mean to come, and what they need to take part."""

from __future__ import annotations

from datetime import datetime

COMING = "coming"
WAITING = "waiting"
SORRY = "sorry"
# What people choose from; who waits is decided by the room there is.
ANSWERS = {COMING: "I am coming", SORRY: "I cannot come"}
# How an answer is told to others.
TOLD = {COMING: "Coming", WAITING: "Waiting for a place", SORRY: "Cannot come"}

LONGEST_NEEDS = 500


def answer_for(wanted: str, before: str | None, *, capacity: int | None, others: int) -> str:
    """What becomes of an answer: coming, waiting or sorry.

    `others` are those who come or wait already, this person not counted: nobody is let in before
    somebody who waits. Whoever has a place keeps it.
    """
    if wanted != COMING or before == COMING:
        return wanted
    if capacity is None or others < capacity:
        return COMING
    return WAITING


def seat_occurrence(waiting_since: datetime) -> str:
    """The word that tells the letters about a place apart, for somebody who waited more often."""
    return f"{waiting_since:%Y%m%dT%H%M%S%f}"
