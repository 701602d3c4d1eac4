"""How far a report is on its way, for its facilitators' page."""

from __future__ import annotations

from typing import Any

from app.outputs.forms.making import name_of_note
from app.outputs.queries.layouts import layout_of
from app.outputs.queries.making import count_placeable
from app.outputs.queries.outputs import Desk, Standing
from app.outputs.queries.waiting import ToAsk, authors_to_ask
from app.outputs.rules.consent import WAITING, YES
from app.outputs.rules.path import Facts, path
from app.outputs.rules.stages import DIGEST
from app.web.context import db, now


def path_facts(desk: Desk, standing: Standing) -> dict[str, Any]:
    """What the page shows of the way: its steps, and what it takes to go them up to the asking.

    Four statements, and one more between the draft and the asking.
    """
    layout = layout_of(db(), desk.output)
    offered = count_placeable(db(), desk.output, now=now())
    is_old = standing.is_old(desk.output)
    may_ask = standing.has_draft and desk.output.asked_authors_at is None
    to_ask = authors_to_ask(db(), desk.output.id, now=now()) if may_ask else ToAsk()
    facts = Facts(
        offered=offered - len(layout.left_out),
        notes=len(layout.notes),
        messages=len(layout.messages),
        has_draft=standing.has_draft,
        is_old=is_old,
        to_ask=to_ask.number,
        waiting=standing.answers[WAITING],
        yes=standing.answers[YES],
        has_edition=standing.ready is not None,
        is_published=any(edition.withdrawn_at is None for edition in standing.published),
    )
    return {
        "path": path(facts),
        "layout": layout,
        "offered": offered,
        "is_digest": desk.output.template == DIGEST,
        "is_old": is_old,
        "to_ask": to_ask,
        "name_of_note": name_of_note,
    }
