"""For programme leads: accounts that nobody uses, and accounts that may not be erased."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import NotFound, Refusal
from app.people.queries.called import one_called
from app.people.rules import PROGRAMME_LEAD
from app.people.views.steps import fresh_step
from app.rights.actions.retention import keep_account, lift_holds, set_hold
from app.rights.forms.holds import HoldForm
from app.rights.queries.retention import notices_page, open_holds, reasons, unused
from app.rights.rules.retention import LAST_DAYS, NOTICE_DAYS, REASONS
from app.rights.views.blueprint import bp
from app.web.context import actor, db, now, platform, typed_number
from app.web.guard import role
from app.web.limits import limiter

ROOT = "/admin/retention"


@bp.get(ROOT)
@role(PROGRAMME_LEAD)
def retention() -> ResponseReturnValue:
    """Who was told that their account ends, how many more there are, and what is held."""
    return _page(HoldForm(formdata=None))


@bp.post(f"{ROOT}/<uuid:person_id>/keepings")
@role(PROGRAMME_LEAD)
@limiter.limit("120 per hour")
def keep_unused(person_id: UUID) -> ResponseReturnValue:
    """Keep an account because its person said so."""
    if not keep_account(db(), person_id, now=now()):
        raise NotFound
    flash("The account stays. Its years begin anew today.", "success")
    return redirect(url_for("rights.retention"))


@bp.post(f"{ROOT}/holds")
@role(PROGRAMME_LEAD)
@fresh_step
@limiter.limit("60 per hour")
def new_hold() -> ResponseReturnValue:
    """Put a hold on somebody's account."""
    form = HoldForm()
    if not form.validate_on_submit():
        return _page(form), 422
    try:
        person = one_called(db(), form.who.data or "")
        set_hold(db(), actor(), person, (form.reason.data or "").strip(), now=now())
    except Refusal as refusal:
        db().rollback()
        form.who.errors = [refusal.sentence]
        return _page(form), refusal.status
    flash("Nobody can erase this account until you lift the hold.", "success")
    return redirect(url_for("rights.retention"))


@bp.post(f"{ROOT}/holds/<uuid:person_id>/liftings")
@role(PROGRAMME_LEAD)
@fresh_step
@limiter.limit("60 per hour")
def lift_hold(person_id: UUID) -> ResponseReturnValue:
    """Let an account be erased again."""
    if not lift_holds(db(), actor(), person_id, now=now()):
        raise NotFound
    flash("The hold is lifted. If the person asked to be erased, that goes on now.", "success")
    return redirect(url_for("rights.retention"))


def _page(form: HoldForm) -> str:
    on = platform().settings
    counts = reasons(unused(db(), now=now(), years=on.keep_years))
    number = max(typed_number(request.args.get("page"), otherwise=1), 1)
    return render_template(
        "rights/retention.html",
        form=form,
        page=notices_page(db(), number),
        holds=open_holds(db()),
        stays=[(words, counts[reason]) for reason, words in REASONS.items() if counts[reason]],
        past=counts[""],
        years=on.keep_years,
        is_on=on.ends_unused,
        days=NOTICE_DAYS,
        last_days=LAST_DAYS,
    )
