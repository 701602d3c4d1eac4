"""A person's pledges as a file that they take along."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.practice.queries.pledges import OwnAnswer, OwnPledge, OwnWording

FORMAT = "pledges-1"


def pledges_as_json(pledges: Sequence[OwnPledge]) -> str:
    """All of it, times in UTC; who entered something for the person stands by name."""
    made = {"format": FORMAT, "pledges": [_pledge(one) for one in pledges]}
    return json.dumps(made, ensure_ascii=False, indent=2)


def _pledge(one: OwnPledge) -> dict[str, Any]:
    row = one.pledge
    return {
        "number": row.number,
        "cohort": one.place.cohort.name,
        "kind": row.kind,
        "card": row.card_key,
        "made_on": row.made_on.isoformat(),
        "read_by": row.seen_by,
        "ended": row.ended,
        "is_asked_about": row.is_asked,
        "words": [_wording(wording) for wording in one.wordings],
        "answers": [_answer(answer) for answer in one.answers],
    }


def _wording(one: OwnWording) -> dict[str, Any]:
    written = one.row.written_at.isoformat()
    return {**asdict(one.words), "written_at": written, "entered_by": one.entered_by}


def _answer(one: OwnAnswer) -> dict[str, Any]:
    return {
        "after_days": one.row.follow_up or None,
        "said": one.row.said,
        "in_the_way": one.row.block,
        "words": one.words,
        "said_at": one.row.said_at.isoformat(),
        "by_way_of": one.row.via,
        "entered_by": one.entered_by,
    }
