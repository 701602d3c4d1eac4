"""The files of the progress grid hold exactly what is on the page, and nothing in them is run."""

from __future__ import annotations

import csv
import io

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from tests.conftest import As
from tests.insights.people import Town, make_town, read
from tests.insights.test_progress_grid import cells
from tests.make.cohorts import make_member

VIEWS = ["", "?module=module-1", "?show=steps&all=yes", "?name=petra", "?page=2", "?far=finished"]
HOSTILE = ["=1+1", "+44", "-2", "@here", "\t=1", "\r=1", " =cmd|' /C calc'!A0"]


@pytest.fixture
def town(db: Session) -> Town:
    """A cohort with people on their way, more than one page of them."""
    made = make_town(db)
    for number in range(50):
        make_member(db, made.way.cohort, name=f"Person {number:02}")
    db.commit()
    return made


def in_csv(content: bytes) -> list[list[str]]:
    """The rows of a file of text."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def in_workbook(content: bytes) -> list[list[str]]:
    """The rows of a workbook, which are all words."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    rows = book.get_sheet_by_name("Progress").to_python()
    assert all(isinstance(cell, str) for row in rows for cell in row)
    return [[str(cell) for cell in row] for row in rows]


@pytest.mark.parametrize("view", VIEWS)
def test_page_and_files_hold_the_same_cells(town: Town, as_person: As, view: str) -> None:
    client = as_person(town.farah)
    page = read(client, town.here + view)
    file = in_csv(client.get(f"{town.here}.csv{view}").data)
    assert in_workbook(client.get(f"{town.here}.xlsx{view}").data) == file
    heads, *rows = file
    assert heads[0] == "Name (days are in UK time)"
    assert page.count("<tr><th scope=row>") == len(rows)
    for name, *said in rows:
        escaped = name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        assert cells(page, escaped) == said


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_is_run_by_a_spreadsheet(db: Session, town: Town, as_person: As, name: str) -> None:
    make_member(db, town.way.cohort, name=name)
    client = as_person(town.farah)
    for rows in (
        in_csv(client.get(f"{town.here}.csv?all=yes").data),
        in_workbook(client.get(f"{town.here}.xlsx?all=yes").data),
    ):
        found = next(row[0] for row in rows if name.strip() in row[0])
        assert found.startswith("'")


def test_files_are_kept_by_nobody_on_the_way(town: Town, as_person: As) -> None:
    client = as_person(town.farah)
    for kind in ("csv", "xlsx"):
        answer = client.get(f"{town.here}.{kind}")
        assert f"progress-{town.way.cohort.slug}.{kind}" in answer.headers["Content-Disposition"]
        assert "no-store" in answer.headers["Cache-Control"]
