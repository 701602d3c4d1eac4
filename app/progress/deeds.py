"""What people do on their way through the course, as the record says it."""

from __future__ import annotations

from app.kit.deeds import Deeds, cohort, own, unrecorded

DEEDS: Deeds = {
    "answer": unrecorded("what was answered, and when, stands with the step"),
    "complete": own("marked a page as done"),
    "enter_check": cohort("entered answers to questions of the course", whom="person_id"),
    "enter_completion": cohort("entered that a page is done", whom="person_id"),
    "move": cohort("moved the cohort to another edition of the course"),
    "move_one": cohort("moved {whom} to another cohort", whom="person_id"),
    "unlock": cohort("opened a module"),
}
