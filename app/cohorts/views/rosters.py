"""Adding people from a spreadsheet: first a look, then one yes."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.actions.rosters import apply_roster, keep_roster, roster_of
from app.cohorts.forms.rosters import RosterForm
from app.cohorts.policy import may_look_after, may_look_after_roster
from app.cohorts.queries import Seat, seat_by_slug
from app.cohorts.queries.rosters import RosterSeat, newest_files, plan_of, roster_seat
from app.cohorts.rules import STANDINGS
from app.cohorts.rules.roster.refused import refused_csv, template_xlsx
from app.cohorts.views.blueprint import bp
from app.cohorts.views.rostered import FATE_WORDS, WHAT, group_page, say_counts, say_done
from app.kit.errors import Refusal
from app.people.queries import names_of
from app.people.rules import CHANNELS
from app.web.context import actor, after_commit, db, now, platform
from app.web.downloads import CSV, XLSX, download
from app.web.guard import guard


@bp.get("/cohorts/<slug>/people/files/")
@guard(seat_by_slug, may_look_after)
def rosters(seat: Seat) -> ResponseReturnValue:
    """The form that takes a list, and the newest lists."""
    return _rosters(seat, RosterForm(formdata=None), 200)


@bp.post("/cohorts/<slug>/people/files/")
@guard(seat_by_slug, may_look_after)
def send_roster(seat: Seat) -> ResponseReturnValue:
    """Keep a list for a look; nobody is added yet."""
    form = RosterForm()
    if not form.validate_on_submit():
        return _rosters(seat, form, 422)
    sent = form.file.data
    name, content = (sent.filename or "", sent.read()) if sent else ("", b"")
    facts = {"cohort_id": seat.cohort.id, "standing": form.standing.data, "now": now()}
    try:
        file = keep_roster(db(), actor(), name=name, content=content, **facts)
    except Refusal as refusal:
        form.file.errors = [refusal.sentence]
        return _rosters(seat, form, refusal.status)
    return redirect(url_for("cohorts.roster", slug=seat.cohort.slug, roster_id=file.id))


@bp.get("/cohorts/<slug>/people/files/template.xlsx")
@guard(seat_by_slug, may_look_after)
def roster_template(_seat: Seat) -> ResponseReturnValue:
    """An empty list to fill in."""
    return download(template_xlsx(), XLSX, "people.xlsx")


@bp.get("/cohorts/<slug>/people/files/<uuid:roster_id>")
@guard(roster_seat, may_look_after_roster)
def roster(facts: RosterSeat) -> ResponseReturnValue:
    """What a list would do; or what it did, after the yes."""
    cohort, file = facts.seat.cohort, facts.file
    plan = shown = None
    if file.content is not None and file.applied_at is None:
        plan = plan_of(db(), cohort.id, cohort.capacity, roster_of(file))
        shown = group_page(plan, request.args.get("show"), request.args.get("page", 1, type=int))
    return render_template(
        "cohorts/roster.html",
        cohort=cohort,
        file=file,
        names=names_of(db(), [file.uploaded_by_id, file.applied_by_id]),
        plan=plan,
        shown=shown,
        told=say_counts(file.counts or {}),
        standing=STANDINGS[file.choices["standing"]],
        fate_words=FATE_WORDS,
        what=WHAT,
        channels=CHANNELS,
        standings=STANDINGS,
    )


@bp.post("/cohorts/<slug>/people/files/<uuid:roster_id>/enrolments")
@guard(roster_seat, may_look_after_roster)
def apply_one_roster(facts: RosterSeat) -> ResponseReturnValue:
    """Say yes to a list; a second yes does nothing more."""
    cohort = facts.seat.cohort
    done = apply_roster(
        db(),
        actor(),
        cohort_id=cohort.id,
        roster_id=facts.file.id,
        again="again" in request.form,
        now=now(),
    )
    after_commit(lambda: platform().bell.ring("send_letters"))
    if done.just_now:
        flash(say_done(done.file.counts or {}), "success")
    return redirect(url_for("cohorts.roster", slug=cohort.slug, roster_id=facts.file.id))


@bp.get("/cohorts/<slug>/people/files/<uuid:roster_id>/refused.csv")
@guard(roster_seat, may_look_after_roster)
def refused_rows(facts: RosterSeat) -> ResponseReturnValue:
    """The rows that cannot be taken, with the reason, to put right and send again."""
    return download(refused_csv(roster_of(facts.file)), CSV, "rows-to-put-right.csv")


def _rosters(seat: Seat, form: RosterForm, status: int) -> ResponseReturnValue:
    page = render_template(
        "cohorts/rosters.html",
        cohort=seat.cohort,
        form=form,
        files=newest_files(db(), seat.cohort.id),
        say_counts=say_counts,
    )
    return page, status
