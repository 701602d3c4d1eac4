"""A person's plumblines and wellbeing as files that they take along."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.practice.rules.comparing import Asked, Line
from app.practice.rules.groups import Said, say_answer
from app.practice.rules.looks import MOMENTS, PARTS, Scores, say_score
from app.practice.rules.wellbeing import INTRODUCTION, QUESTIONS

if TYPE_CHECKING:
    from app.practice.queries.groups import GroupPage
    from app.practice.queries.own_plumblines import WholePlumbline
    from app.practice.queries.plumblines import KeptLook
    from app.practice.queries.scales import SaidScale
    from app.practice.queries.wellbeing import SaidWellbeing

PLUMBLINES = "plumblines-1"
WELLBEING = "wellbeing-1"
SCALES = "scales-1"


def plumbline_rows(lines: Sequence[Line], moments: Sequence[str]) -> list[list[str]]:
    """One plumbline as the rows of a spreadsheet: a line for each question, as on its page."""
    heads = ["Part", "Item", "Question", *(MOMENTS[moment].column for moment in moments), "Note"]
    return [heads, *(_row(line, moments) for line in lines)]


def _row(line: Line, moments: Sequence[str]) -> list[str]:
    asked = line.asked
    numbers = [
        say_score(line.looks[moment].scores, asked.item)
        if moment in line.looks
        else ("not compared" if line.only else "not asked")
        for moment in moments
    ]
    return [PARTS[asked.part], asked.label, asked.ask, *numbers, line.only]


def group_rows(page: GroupPage) -> list[list[str]]:
    """A group's plumbline as the rows of a spreadsheet, with what was said about each item."""
    moments = list(page.looks)
    titles = [MOMENTS[moment].column for moment in moments]
    heads = ["Part", "Item", "Question", *titles, *(f"{one}: what was said" for one in titles)]
    return [heads, *(_group_row(page, line, moments) for line in page.lines)]


def _group_row(page: GroupPage, line: Line, moments: Sequence[str]) -> list[str]:
    asked = line.asked
    said = {moment: page.looks[moment].said if moment in line.looks else None for moment in moments}
    answers = [
        "not compared" if one is None else say_answer(one, asked.item) for one in said.values()
    ]
    notes = ["" if one is None else one.get(asked.item, Said()).note for one in said.values()]
    return [PARTS[asked.part], asked.label, asked.ask, *answers, *notes]


def plumblines_as_json(plumblines: Sequence[WholePlumbline]) -> str:
    """All of them with every look, times in UTC; a look says who typed it in."""
    made = {"format": PLUMBLINES, "plumblines": [_plumbline(one) for one in plumblines]}
    return json.dumps(made, ensure_ascii=False, indent=2)


def _plumbline(one: WholePlumbline) -> dict[str, Any]:
    return {
        "name": one.name,
        "cohort": one.cohort_name,
        "begun_at": one.row.created_at.isoformat(),
        "is_counted": one.row.is_counted,
        "looks": [_look(kept) for kept in one.looks],
    }


def _look(kept: KeptLook) -> dict[str, Any]:
    row = kept.row
    return {
        "moment": row.moment,
        "begun_at": row.begun_at.isoformat(),
        "changed_at": row.changed_at.isoformat(),
        "done_at": row.done_at.isoformat() if row.done_at else None,
        "entered_by": kept.entered_by,
        "answers": [answer_of(asked, kept.look.scores) for asked in kept.look.asked],
    }


def answer_of(asked: Asked, scores: Scores) -> Mapping[str, Any]:
    """One question as it was asked, and its answer in words."""
    said = say_score(scores, asked.item)
    return {"item": asked.item, "label": asked.label, "asked": asked.ask, "answer": said}


def wellbeing_as_json(said: Sequence[SaidWellbeing]) -> str:
    """All answers to the four questions, with their exact words; there is no sum."""
    made = {
        "format": WELLBEING,
        "source": "Office for National Statistics, four questions on personal wellbeing",
        "introduction": INTRODUCTION,
        "questions": {one.key: one.ask for one in QUESTIONS},
        "answers": [
            {
                "answered_at": one.row.answered_at.isoformat(),
                "entered_by": one.entered_by,
                **{question.key: getattr(one.row, question.key) for question in QUESTIONS},
            }
            for one in said
        ],
    }
    return json.dumps(made, ensure_ascii=False, indent=2)


def scales_as_json(said: Sequence[SaidScale]) -> str:
    """All answers to scales with the wording that they were given to, and who holds each scale."""
    made = {
        "format": SCALES,
        "answers": [
            {
                "scale": one.row.scale_key,
                "wording": one.row.mark,
                "answered_at": one.row.answered_at.isoformat(),
                "entered_by": one.entered_by,
                **one.said,
            }
            for one in said
        ],
    }
    return json.dumps(made, ensure_ascii=False, indent=2)
