"""The people of one's cohorts, and whom of them one would choose."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.seeking import LONGEST_SOUGHT, clean_sought
from app.mentoring.actions.choices import keep_choices
from app.mentoring.errors.profiles import CannotChoose, ChangedMeanwhile
from app.mentoring.forms.profiles import as_id, chosen_ids
from app.mentoring.policy.profiles import may_take_part
from app.mentoring.queries.people import chosen_of, open_people, who_can_be_chosen
from app.mentoring.queries.profiles import ProfilePlace, own_profile
from app.mentoring.rules.profiles import choice_names
from app.mentoring.rules.topics import MOST_CHOICES, TOPICS
from app.mentoring.views.blueprint import bp
from app.web.context import actor, db, now
from app.web.guard import guard

PLACES = ("First", "Second", "Third", "Fourth", "Fifth")


@bp.get("/mentoring/people/")
@guard(own_profile, may_take_part)
def people(place: ProfilePlace) -> ResponseReturnValue:
    """Who of one's cohorts can be found: what they bring, offer and would like."""
    sought = clean_sought(request.args.get("name", ""))
    page = open_people(db(), actor().id, name=sought, number=request.args.get("page", 1, type=int))
    return render_template(
        "mentoring/people.html",
        page=page,
        place=place,
        sought=sought,
        longest_name=LONGEST_SOUGHT,
        topics=TOPICS,
        ordinals=PLACES,
        href=f"{url_for('mentoring.people', name=sought or None)}{'&' if sought else '?'}page=",
    )


@bp.get("/mentoring/choices")
@guard(own_profile, may_take_part)
def choices(place: ProfilePlace) -> ResponseReturnValue:
    """Whom one would choose; `person` in the address is put in the first empty line."""
    return choices_page(place, wanted=as_id(request.args.get("person")))


@bp.post("/mentoring/choices")
@guard(own_profile, may_take_part)
def change_choices(place: ProfilePlace) -> ResponseReturnValue:
    """Keep whom one would choose."""
    return keep(place, url_for("mentoring.people"), "Saved. Nobody whom you named is told.")


def keep(place: ProfilePlace, back: str, words: str) -> ResponseReturnValue:
    """Keep the choices that were sent for this person, or say what to put right."""
    chosen = chosen_ids(request.form.getlist("chosen"))
    shown = request.form.get("seen")
    seen = None if shown is None else chosen_ids(shown.split())
    try:
        keep_choices(db(), actor(), place.person, chosen, seen=seen, now=now())
    except (CannotChoose, ChangedMeanwhile) as refusal:
        return choices_page(place, sent=chosen, sentence=refusal.sentence), refusal.status
    flash(words, "success")
    return redirect(back)


def choices_page(
    place: ProfilePlace,
    *,
    sent: Sequence[UUID] | None = None,
    wanted: UUID | None = None,
    sentence: str | None = None,
) -> str:
    """The form with five lines; one statement."""
    can = who_can_be_chosen(db(), place.person.id)
    kept = chosen_of(can)
    chosen = list(sent) if sent is not None else list(kept)
    if wanted and wanted in {one.person_id for one in can} - set(chosen):
        chosen.append(wanted)
    return render_template(
        "mentoring/choices.html",
        place=place,
        whose=place.person,
        seen=" ".join(map(str, kept)),
        names=choice_names([(one.person_id, one.name, one.what_i_bring) for one in can]),
        chosen=[*chosen, *[None] * MOST_CHOICES][: max(MOST_CHOICES, len(chosen))],
        is_full=len(chosen) > MOST_CHOICES,
        ordinals=(*PLACES, "One too many"),
        sentence=sentence,
    )
