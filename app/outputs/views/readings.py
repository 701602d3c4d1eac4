"""A facilitator reads words back to somebody without a screen, and enters what they say."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import NotFound, Refusal
from app.outputs.actions.answer import ReadBack, enter_answer
from app.outputs.errors import NotForPublic, ShownChanged, WayNeeded, WishNeeded
from app.outputs.forms import ReadingForm
from app.outputs.policy import may_make_outputs, may_read_back
from app.outputs.queries.drafts import draft_around
from app.outputs.queries.outputs import Desk, desk_by_id
from app.outputs.queries.readings import ReadingSeat, reading_seat, readings_of
from app.outputs.rules.consent import YES
from app.outputs.rules.reading import SAID
from app.outputs.views.blueprint import bp, page_number, wake_worker
from app.people.queries import name_of
from app.web.context import actor, db, now
from app.web.guard import guard

# How much stands around the words on a sheet.
BESIDE = 2
# The field that each refusal is shown beside.
FIELDS: dict[type[Refusal], str] = {WayNeeded: "how", WishNeeded: "wish"}
# What is said to authors of their own words, as it is said to whoever reads them.
SAID_OF_THEM: dict[type[Refusal], str] = {
    ShownChanged: (
        "The words, or the name with them, changed after you opened this page. Read them as they "
        "are now, and enter the answer again."
    ),
    NotForPublic: (
        "They do not allow these words on a public page now, so there is nothing to say yes to."
    ),
}


@bp.get("/cohorts/<slug>/outputs/<uuid:output_id>/readings")
@guard(desk_by_id, may_make_outputs)
def readings(desk: Desk) -> ResponseReturnValue:
    """Whose words can be read back, and what they said."""
    found = readings_of(db(), actor(), desk.output.id, now=now(), page=page_number())
    return render_template("outputs/readings.html", desk=desk, page=found, said=SAID)


@bp.get("/cohorts/<slug>/outputs/<uuid:output_id>/readings/<uuid:selection_id>")
@guard(reading_seat, may_read_back)
def reading(facts: ReadingSeat) -> ResponseReturnValue:
    """The whole draft around somebody's words, to be read to them."""
    return _page(facts, ReadingForm(formdata=None), 200)


@bp.get("/cohorts/<slug>/outputs/<uuid:output_id>/readings/<uuid:selection_id>/sheet")
@guard(reading_seat, may_read_back)
def reading_sheet(facts: ReadingSeat) -> ResponseReturnValue:
    """Somebody's words on paper, with what stands before and after them and boxes to tick.

    Raises: NotFound while there is no draft around them.
    """
    words = facts.asked.voice.contribution.id
    around = draft_around(db(), facts.desk.output.id, words, now=now())
    if around is None:
        raise NotFound
    blocks, at = around.document.blocks, around.block
    return render_template(
        "outputs/reading_sheet.html",
        desk=facts.desk,
        asked=facts.asked,
        author=facts.author,
        before=blocks[max(0, at - BESIDE) : at],
        after=blocks[at + 1 : at + 1 + BESIDE],
    )


@bp.post("/cohorts/<slug>/outputs/<uuid:output_id>/readings/<uuid:selection_id>/answers")
@guard(reading_seat, may_read_back)
def enter_one_answer(facts: ReadingSeat) -> ResponseReturnValue:
    """Enter what they said."""
    form, says = ReadingForm(), request.form.get("says", "")
    if not form.validate_on_submit():
        return _page(facts, form, 422)
    slug, output_id, selection_id = _address(facts)
    read = ReadBack(form.how.data or "", form.wish.data or "")
    shown = request.form.get("shown", "")
    try:
        enter_answer(db(), actor(), facts.asked, says=says, shown=shown, read=read, now=now())
    except Refusal as refusal:
        # What this request read and locked is not what is true now.
        db().rollback()
        fresh = reading_seat(
            db(), actor(), slug=slug, output_id=output_id, selection_id=selection_id
        )
        if fresh is None or not may_read_back(actor(), fresh):
            raise NotFound from refusal
        return _page(fresh, form, refusal.status, refusal)
    wake_worker()
    told = "Their words may be shown like that." if says == YES else "Their words stay out."
    flash(f"Entered, with your name. {told}", "success")
    return redirect(url_for(".readings", slug=slug, output_id=output_id))


def _address(facts: ReadingSeat) -> tuple[str, UUID, UUID]:
    return facts.desk.seat.cohort.slug, facts.desk.output.id, facts.asked.selection.id


def _page(
    facts: ReadingSeat, form: ReadingForm, status: int, refusal: Refusal | None = None
) -> ResponseReturnValue:
    voice, selection = facts.asked.voice, facts.asked.selection
    field = FIELDS.get(type(refusal)) if refusal else None
    if field and refusal:
        form[field].errors = [refusal.sentence]
    page = render_template(
        "outputs/reading.html",
        desk=facts.desk,
        asked=facts.asked,
        author=facts.author,
        form=form,
        around=draft_around(db(), facts.desk.output.id, voice.contribution.id, now=now()),
        is_public=voice.is_public(now()),
        entered_by=name_of(db(), selection.answered_by_id),
        said=SAID,
        sentence=SAID_OF_THEM.get(type(refusal), refusal.sentence)
        if refusal and not field
        else None,
    )
    return page, status
