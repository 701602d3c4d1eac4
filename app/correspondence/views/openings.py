"""What each kind of letter says, and the facilitators' own words at its top."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.queries import Seat, seat_by_slug
from app.correspondence.forms import OpeningForm
from app.correspondence.kinds.samples import SAMPLERS, samples_of
from app.correspondence.policy import may_write_kind, may_write_openings
from app.correspondence.queries.seats import KindSeat, kind_seat
from app.correspondence.rules.words import say_kind
from app.correspondence.views.blueprint import bp
from app.kit.errors import NotFound
from app.people.queries import name_of
from app.post.actions.openings import keep_opening_words
from app.post.kinds import Desk
from app.post.queries.openings import openings_of
from app.post.rules.openings import clean_words
from app.web.context import actor, db, now, platform
from app.web.guard import guard


@bp.get("/cohorts/<slug>/letters/kinds")
@guard(seat_by_slug, may_write_openings)
def kinds(seat: Seat) -> ResponseReturnValue:
    """The kinds of letters that people in this cohort may get."""
    return render_template(
        "correspondence/kinds.html",
        cohort=seat.cohort,
        kinds=sorted(SAMPLERS, key=say_kind),
        openings=openings_of(db(), seat.cohort.id),
        say_kind=say_kind,
    )


@bp.get("/cohorts/<slug>/letters/kinds/<kind>")
@guard(kind_seat, may_write_kind)
def kind(facts: KindSeat) -> ResponseReturnValue:
    """One kind of letter, as a made-up person would get it."""
    kept = openings_of(db(), facts.seat.cohort.id).get(facts.kind)
    form = OpeningForm(formdata=None, data={"words": kept.words if kept else ""})
    return _kind(facts, form, 200)


@bp.post("/cohorts/<slug>/letters/kinds/<kind>")
@guard(kind_seat, may_write_kind)
def keep_words(facts: KindSeat) -> ResponseReturnValue:
    """Keep the opening words, or only look at them."""
    form, slug = OpeningForm(), facts.seat.cohort.slug
    if not form.validate_on_submit():
        return _kind(facts, form, 422)
    if request.form.get("look"):
        return _kind(facts, form, 200, is_draft=True)
    if facts.kind not in SAMPLERS:
        raise NotFound
    keep_opening_words(
        db(),
        actor().id,
        cohort_id=facts.seat.cohort.id,
        kind=facts.kind,
        words=form.words.data or "",
        now=now(),
    )
    flash("Saved. Your words stand in every letter of this kind from now on.", "success")
    return redirect(
        url_for("correspondence.kind", slug=slug, kind=facts.kind, language=_language())
    )


def _language() -> str | None:
    """The language that is looked at, for the address of the page; None for English."""
    asked = request.args.get("language", "")
    return asked if asked in platform().office.tongues.others else None


def _kind(
    facts: KindSeat, form: OpeningForm, status: int, *, is_draft: bool = False
) -> ResponseReturnValue:
    cohort = facts.seat.cohort
    kept = openings_of(db(), cohort.id).get(facts.kind)
    words = clean_words(form.words.data or "") or ""
    office = platform().office
    tongue = office.tongues.of(request.args.get("language", ""))
    desk = Desk(office.site, now(), tongue)
    samples = samples_of(db(), facts.kind, cohort.id, words=words, desk=desk)
    if samples is None:
        raise NotFound
    html = render_template(
        "correspondence/kind.html",
        cohort=cohort,
        kind=facts.kind,
        title=say_kind(facts.kind),
        form=form,
        kept=kept,
        changed_by=name_of(db(), kept.changed_by_id) if kept else None,
        samples=samples,
        is_draft=is_draft,
        language=tongue.language,
        languages=office.tongues.languages,
    )
    return html, status
