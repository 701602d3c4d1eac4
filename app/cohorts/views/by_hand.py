"""Adding one person who has no e-mail address."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.actions.by_hand import ByHand, add_by_hand
from app.cohorts.errors import PhoneWrong
from app.cohorts.errors.rosters import AddressNeeded, MobileNeeded, NumberNeeded
from app.cohorts.forms.rosters import ByHandForm
from app.cohorts.policy import may_look_after
from app.cohorts.queries import Seat, seat_by_slug
from app.cohorts.views.blueprint import bp
from app.cohorts.views.rostered import say_counts
from app.kit.errors import Refusal
from app.web.context import actor, after_commit, db, now, platform
from app.web.guard import guard

# The field that each refusal is shown beside.
FIELDS: dict[type[Refusal], str] = {
    PhoneWrong: "phone",
    NumberNeeded: "phone",
    MobileNeeded: "channel",
    AddressNeeded: "post_address",
}


@bp.get("/cohorts/<slug>/people/new/without-email")
@guard(seat_by_slug, may_look_after)
def new_without_email(seat: Seat) -> ResponseReturnValue:
    """The form for somebody without an e-mail address."""
    return _page(seat, ByHandForm(formdata=None), 200)


@bp.post("/cohorts/<slug>/people/without-email")
@guard(seat_by_slug, may_look_after)
def add_without_email(seat: Seat) -> ResponseReturnValue:
    """Invite somebody by phone, by text or on paper."""
    form = ByHandForm()
    if not form.validate_on_submit():
        return _page(seat, form, 422)
    typed = {field: getattr(form, field).data or "" for field in ByHand.__dataclass_fields__}
    try:
        counts = add_by_hand(
            db(), actor(), cohort_id=seat.cohort.id, person=ByHand(**typed), now=now()
        )
    except (PhoneWrong, NumberNeeded, MobileNeeded, AddressNeeded) as refusal:
        form[FIELDS[type(refusal)]].errors = [refusal.sentence]
        return _page(seat, form, refusal.status)
    after_commit(lambda: platform().bell.ring("send_letters"))
    flash(" ".join(say_counts(counts)), "success")
    return redirect(url_for("cohorts.people", slug=seat.cohort.slug))


def _page(seat: Seat, form: ByHandForm, status: int) -> ResponseReturnValue:
    return render_template("cohorts/without_email.html", cohort=seat.cohort, form=form), status
