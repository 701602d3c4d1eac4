"""What goes into an output, and under which message it stands; works without scripts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import NotFound, Refusal
from app.outputs.actions.arrange import move_message, place
from app.outputs.models import Output
from app.outputs.policy import may_make_outputs
from app.outputs.queries.approvals import asked_of_output
from app.outputs.queries.indicators import indicator_choices
from app.outputs.queries.layouts import Layout, MessageDesk, layout_of, message_desk
from app.outputs.queries.making import placeable, priorities_of
from app.outputs.queries.outputs import Desk, desk_by_id
from app.outputs.queries.voices import Voice, voices_by_id
from app.outputs.rules.making import OUT, STANDS_ON, UNDER_MESSAGE, UNDER_PRIORITY
from app.outputs.rules.stages import PRIORITIES
from app.outputs.views.blueprint import bp, page_number
from app.web.context import actor, db, now, request_key, typed_number
from app.web.guard import guard

FIELD = "place."
AS_SAID = "as somebody said it"


@bp.get("/cohorts/<slug>/outputs/<uuid:output_id>/groups")
@guard(desk_by_id, may_make_outputs)
def groups(desk: Desk) -> ResponseReturnValue:
    """The messages in order, and each contribution with its place."""
    return groups_page(desk)


@bp.post("/cohorts/<slug>/outputs/<uuid:output_id>/groups")
@guard(desk_by_id, may_make_outputs)
def put_in_groups(desk: Desk) -> ResponseReturnValue:
    """Keep where contributions shall stand."""
    chosen = {
        each: where
        for name, where in request.form.items()
        if name.startswith(FIELD) and (each := request_key(name.removeprefix(FIELD)))
    }
    seen = typed_number(request.form.get("seen"))
    slug, output_id = _address(desk)
    address = url_for(".groups", slug=slug, output_id=output_id, page=page_number())
    try:
        place(db(), actor(), desk.output, places=chosen, seen=seen, now=now())
    except Refusal as refusal:
        db().rollback()
        return groups_page(output_again(slug, output_id), refusal, chosen), refusal.status
    flash("Saved. Make the draft again when you are done, so that authors can see it.", "success")
    return redirect(address)


@bp.post("/cohorts/<slug>/outputs/<uuid:output_id>/messages/<uuid:message_id>/positions")
@guard(message_desk, may_make_outputs)
def move(at: MessageDesk) -> ResponseReturnValue:
    """Put a message one place up or down; sent twice it moves once."""
    to = typed_number(request.form.get("to"), otherwise=0)
    slug, output_id = _address(at.desk)
    seen = typed_number(request.form.get("seen"))
    try:
        move_message(db(), at.message, to=to, seen=seen)
    except Refusal as refusal:
        db().rollback()
        return groups_page(output_again(slug, output_id), refusal), refusal.status
    return redirect(url_for(".groups", slug=slug, output_id=output_id, _anchor="messages"))


def _address(desk: Desk) -> tuple[str, UUID]:
    return desk.seat.cohort.slug, desk.output.id


def output_again(slug: str, output_id: UUID) -> Desk:
    """The output as it is now, after somebody else changed it."""
    desk = desk_by_id(db(), actor(), slug=slug, output_id=output_id)
    if desk is None:
        raise NotFound
    return desk


def groups_page(
    desk: Desk,
    refusal: Refusal | None = None,
    chosen: Mapping[UUID, str] | None = None,
    ticked: Collection[UUID] | None = None,
) -> str:
    """The page; `chosen` and `ticked` give back what could not be saved.

    Twelve statements at most.
    """
    layout = layout_of(db(), desk.output)
    page = placeable(db(), desk.output, now=now(), number=page_number())
    here = [voice.contribution.id for voice in page.rows]
    answers = {
        one.voice.contribution.id: one.selection.answer
        for one in asked_of_output(db(), desk.output.id)
    }
    return render_template(
        "outputs/groups.html",
        voices=_taken(layout),
        desk=desk,
        layout=layout,
        page=page,
        places=_places(desk, layout),
        chosen={each: (chosen or {}).get(each, layout.place(each)) for each in here},
        answers=answers,
        indicators=indicator_choices(db(), desk.output),
        ticked=ticked,
        stands_on=STANDS_ON,
        field=FIELD,
        sentence=refusal.sentence if refusal else None,
    )


def _places(desk: Desk, layout: Layout) -> dict[str, str]:
    """Where a contribution can stand, by the word that a form sends."""
    messages = {
        f"{UNDER_MESSAGE}{one.id}": f"Message {number}: {one.words or AS_SAID}"
        for number, one in enumerate(layout.messages, start=1)
    }
    return {
        "": "In, under no message",
        **messages,
        **_priorities(desk.output, desk),
        OUT: "Leave it out",
    }


def _priorities(output: Output, desk: Desk) -> dict[str, str]:
    if output.template != PRIORITIES:
        return {}
    listed = priorities_of(db(), desk.seat.cohort).listed
    return {
        f"{UNDER_PRIORITY}{one.key}": f"Priority {number}: {one.title}"
        for number, one in enumerate(listed, start=1)
    }


def _taken(layout: Layout) -> dict[UUID, Voice]:
    """The words that are messages themselves, where they may be shown now."""
    found = voices_by_id(db(), list(layout.taken)) if layout.taken else []
    return {voice.contribution.id: voice for voice in found if voice.is_public(now())}
