"""Somebody who takes files of a report before and after a few people came finds none of them."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.cohorts.rules import LEFT, PARTICIPANT
from app.gateways.ports.press import XLSX, MadeFile
from app.gateways.press import workbook
from app.kit.document import Document
from app.kit.prints import NO_PRINTS, Print
from app.outputs.models import Output
from tests.differencing import (
    no_small_number_is_told,
    no_small_rest_is_left,
    no_two_differ_by_few,
)
from tests.make.outputs import Scene
from tests.make.press import PlainPress
from tests.make.progress import finish_steps

PEOPLE = "What we counted: People in the cohort, n"
MORE = pytest.mark.parametrize("more", [1, 2, 7])


class BookPress(PlainPress):
    """A press whose workbooks can be read."""

    def make(
        self, document: Document, file_format: str, prints: Mapping[str, Print] = NO_PRINTS
    ) -> MadeFile:
        """The workbook; all else stands for a file."""
        if file_format == XLSX:
            return MadeFile(workbook.write(document))
        return super().make(document, file_format, prints)


def _again(scene: Scene, output: Output) -> int:
    """Make the next edition and publish it; its number."""
    scene.ask_edition(output)
    scene.build(BookPress())
    return scene.publish(output, scene.editions(output)[-1])


def _in_book(content: bytes) -> dict[str, str]:
    """All figures of a workbook, by what they are figures of."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    rows = book.get_sheet_by_name("Figures").to_python()[1:]
    return {f"{title}: {row}, {column}": str(shown) for title, _, row, column, shown, _ in rows}


def _in_tree(tree: dict[str, Any] | None) -> dict[str, str]:
    """The same of the content of a report."""
    found: dict[str, str] = {}
    for block in Document.from_json(tree or {}).blocks:
        if block.kind == "table":
            for row in block.rows:
                heads = zip(block.header[1:], row[1:], strict=True)
                found |= {f"{block.caption}: {row[0]}, {head}": cell for head, cell in heads}
        elif block.kind == "chart":
            found |= {f"{block.title}: {bar.label}": bar.shown for bar in block.bars}
            found[block.title] = block.basis
    return found


def _in_files(client: FlaskClient, output: Output, number: int) -> dict[str, str]:
    """All that anybody finds in the files of a published edition."""
    place = f"/outputs/{output.slug}/{number}"
    figures = client.get(f"{place}/manifest.json").get_json()["figures"]
    marks = {f"hash {place}": one["sha256"] for place, one in enumerate(figures)}
    tree = _in_tree(client.get(f"{place}.json").get_json())
    return {**_in_book(client.get(f"{place}.xlsx").data), **tree, **marks}


@MORE
@pytest.mark.parametrize("first", [0, 7, 12, 15])
def test_files_of_two_editions_tell_the_same(
    scene: Scene, db: Session, client: FlaskClient, first: int, more: int
) -> None:
    finish_steps(db, scene.cohort, people=17, done=first)
    output = scene.drafted()
    before = _in_files(client, output, _again(scene, output))
    finish_steps(db, scene.cohort, people=more, done=more)
    after = _in_files(client, output, _again(scene, output))
    assert PEOPLE in before
    no_two_differ_by_few([(17, before), (17 + more, after)])
    no_small_number_is_told(after)
    for what, told in after.items():
        if what.startswith("Steps"):
            no_small_rest_is_left(after[PEOPLE], told)


@MORE
@pytest.mark.parametrize("first", [0, 7, 12, 15])
def test_two_drafts_tell_the_same_and_so_does_an_edition_before_it_is_published(
    scene: Scene, db: Session, facilitator: FlaskClient, first: int, more: int
) -> None:
    finish_steps(db, scene.cohort, people=17, done=first)
    output = scene.drafted()
    looks = [(17, _in_tree(scene.builds(output)[-1].document))]
    finish_steps(db, scene.cohort, people=more, done=more)
    scene.ask_draft(output)
    scene.build()
    looks.append((17 + more, _in_tree(scene.builds(output)[-1].document)))
    # The same cohort in another report.
    other = scene.drafted("Another report")
    looks.append((17 + more, _in_tree(scene.builds(other)[-1].document)))
    no_two_differ_by_few(looks)
    scene.ask_edition(output)
    scene.build(BookPress())
    place = f"/cohorts/{scene.cohort.slug}/outputs/{output.id}/editions"
    content = facilitator.get(f"{place}/{scene.editions(output)[-1].id}.xlsx").data
    in_tree = {key: told for key, told in looks[0][1].items() if key in _in_book(content)}
    assert PEOPLE in in_tree
    assert {key: _in_book(content)[key] for key in in_tree} == in_tree


def test_no_two_of_many_editions_differ_by_a_few(
    scene: Scene, db: Session, client: FlaskClient
) -> None:
    output = scene.drafted()
    looks = []
    people = 0
    for change in (12, 9, -8, 9, 9, -18, 17):
        people += change
        if change > 0:
            finish_steps(db, scene.cohort, people=change, done=change)
        else:
            _leave(db, scene, -change)
        looks.append((people, _in_files(client, output, _again(scene, output))))
    told = [one[PEOPLE] for _, one in looks]
    assert told == ["10", "20", "10", "20", "30", "10", "30"]
    no_two_differ_by_few(looks)


def _leave(db: Session, scene: Scene, number: int) -> None:
    """So many people who take part leave the cohort; committed."""
    here = select(Enrolment).where(
        Enrolment.cohort_id == scene.cohort.id,
        Enrolment.role == PARTICIPANT,
        Enrolment.state != LEFT,
    )
    for seat in db.scalars(here.order_by(Enrolment.id.desc()).limit(number)):
        seat.state = LEFT
    db.commit()
