"""An author looks at their words in other words, or a facilitator reads those to them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.kit.errors import NotFound, Refusal
from app.outputs.actions.answer import ReadBack
from app.outputs.actions.answer_retold import answer_retold
from app.outputs.errors import WayNeeded
from app.outputs.forms.retold import ReadAloudForm
from app.outputs.policy import may_decide_about, may_make_outputs, may_read_back
from app.outputs.queries.retellings import RetellingDesk
from app.outputs.queries.retold_answers import (
    ReadingPlace,
    RetoldPlace,
    places_in_retelling,
    reading_place,
    retold_place,
)
from app.outputs.rules.consent import YES
from app.outputs.rules.reading import SAID
from app.outputs.rules.retelling import Retold
from app.outputs.views.blueprint import bp
from app.outputs.views.retellings import desk_of_retelling
from app.people.models import Person
from app.people.queries import name_of
from app.web.context import actor, db, now
from app.web.guard import guard


def own_place(session: Session, person: Person, *, retold_id: UUID) -> RetoldPlace | None:
    """One author's words in a retelling. Four statements."""
    return retold_place(session, person, retold_id=retold_id, now=now())


def place_to_read(
    session: Session, person: Person, *, retold_id: UUID, **address: Any
) -> ReadingPlace | None:
    """Somebody's words in a retelling of the actor's cohort. Six statements."""
    desk = desk_of_retelling(session, person, **address)
    return reading_place(session, desk, retold_id=retold_id) if desk else None


@bp.get("/approvals/retold/<uuid:retold_id>")
@guard(own_place, may_decide_about)
def retold_approval(place: RetoldPlace) -> ResponseReturnValue:
    """The actor's words as they said them, and as they are told, with all that is around."""
    return _page(place)


@bp.post("/approvals/retold/<uuid:retold_id>/answers")
@guard(own_place, may_decide_about)
def answer_retold_words(place: RetoldPlace) -> ResponseReturnValue:
    """Keep the actor's answer."""
    says, shown = request.form.get("says", ""), request.form.get("shown", "")
    try:
        answer_retold(db(), actor(), place, says=says, shown=shown, now=now())
    except Refusal as refusal:
        return _page(place, refusal=refusal), refusal.status
    flash(
        "Thank you. Your words may be told like that."
        if says == YES
        else "Your words are not told like that. In the report itself they stay as you said them.",
        "success",
    )
    return redirect(url_for("outputs.approvals"))


@bp.get("/cohorts/<slug>/outputs/<uuid:output_id>/retellings/<uuid:retelling_id>/readings")
@guard(desk_of_retelling, may_make_outputs)
def retold_readings(desk: RetellingDesk) -> ResponseReturnValue:
    """Whose words can be read back, and what they said; nobody is named who is not to be."""
    found = [one for one in places_in_retelling(db(), desk) if may_read_back(actor(), one)]
    return render_template("outputs/retold_readings.html", desk=desk, rows=found)


@bp.get(
    "/cohorts/<slug>/outputs/<uuid:output_id>/retellings/<uuid:retelling_id>"
    "/readings/<uuid:retold_id>"
)
@guard(place_to_read, may_read_back)
def retold_reading(place: ReadingPlace) -> ResponseReturnValue:
    """Somebody's words in other words, to be read to them."""
    return _reading(place, ReadAloudForm(formdata=None))


@bp.post(
    "/cohorts/<slug>/outputs/<uuid:output_id>/retellings/<uuid:retelling_id>"
    "/readings/<uuid:retold_id>/answers"
)
@guard(place_to_read, may_read_back)
def enter_retold_answer(place: ReadingPlace) -> ResponseReturnValue:
    """Enter what they said."""
    form, says = ReadAloudForm(), request.form.get("says", "")
    read, shown = ReadBack(form.how.data or ""), request.form.get("shown", "")
    try:
        answer_retold(db(), actor(), place.asked, says=says, shown=shown, now=now(), read=read)
    except NotFound:
        raise
    except WayNeeded as refusal:
        form.how.errors = [refusal.sentence]
        return _reading(place, form), refusal.status
    except Refusal as refusal:
        return _reading(place, form, refusal=refusal), refusal.status
    flash("Entered, with your name.", "success")
    return redirect(_readings_of(place))


def _readings_of(place: ReadingPlace) -> str:
    return url_for(
        "outputs.retold_readings",
        slug=place.desk.seat.cohort.slug,
        output_id=place.desk.output.id,
        retelling_id=place.asked.told.retelling.id,
    )


def _whole(place: RetoldPlace) -> Retold | None:
    """The whole translated page around somebody's words; an Easy Read edition is its lines."""
    if place.told.is_easy_read:
        return None
    source = place.source
    return place.told.retold(source.document, source.places, also=place.answer.contribution_id)


def _page(place: RetoldPlace, *, refusal: Refusal | None = None) -> str:
    return render_template(
        "outputs/retold_approval.html",
        place=place,
        retold=_whole(place),
        lines=place.told.shown(place.answer.contribution_id),
        entered_by=name_of(db(), place.answer.answered_by_id),
        said=SAID,
        sentence=refusal.sentence if refusal else None,
    )


def _reading(place: ReadingPlace, form: ReadAloudForm, *, refusal: Refusal | None = None) -> str:
    return render_template(
        "outputs/retold_reading.html",
        place=place.asked,
        author=place.author,
        back=_readings_of(place),
        form=form,
        entered_by=name_of(db(), place.asked.answer.answered_by_id),
        said=SAID,
        sentence=refusal.sentence if refusal else None,
    )
