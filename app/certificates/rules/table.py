"""The certificates of a cohort as a table for spreadsheets."""

from __future__ import annotations

from app.certificates.rules.sheet import Facts
from app.certificates.rules.states import WORDS
from app.kit.spreadsheets import csv_file

HEADINGS = (
    *("Name on the certificate", "Name now", "Course", "Cohort", "Completed on", "Issued on"),
    *("Sessions", "CPD minutes", "Code", "State"),
)


def table_of(lines: list[tuple[Facts, str]], codes: list[str]) -> bytes:
    """A CSV file with a line for each certificate and the name that its person has now."""
    rows = [
        (
            *(facts.name, name, facts.course, facts.cohort),
            *(facts.completed_on.isoformat(), facts.issued_on.isoformat(), str(facts.sessions)),
            *(str(facts.module_minutes + facts.session_minutes), code, WORDS[facts.state]),
        )
        for (facts, name), code in zip(lines, codes, strict=True)
    ]
    return csv_file([HEADINGS, *rows])
