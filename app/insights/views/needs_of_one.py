"""Everything about one person whom a facilitator should be in touch with."""

from __future__ import annotations

from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.insights.actions.tell import Told, tell
from app.insights.errors import needs as errors
from app.insights.forms.needs import NeedForm
from app.insights.policy.needs import may_look_after
from app.insights.queries.needs.history import changes_of, contacts_with
from app.insights.queries.needs.pages import NeedSeat, PersonNeeds, need_seat, person_needs
from app.insights.rules.needs.keeping import DONE, HOWS, OPEN, SNOOZED
from app.insights.rules.needs.table import BY_KEY
from app.insights.views.blueprint import bp
from app.kit.errors import NotFound, Refusal
from app.kit.times import in_zone
from app.people.rules import CHANNELS
from app.web.context import actor, db, form_key, now
from app.web.guard import guard

# The field that each refusal is shown beside.
FIELDS: dict[type[Refusal], str] = {
    errors.WordsTooLong: "words",
    errors.HowMissing: "how",
    errors.ContactDayWrong: "on_day",
    errors.AgainWrong: "again_on",
    errors.NothingChosen: "need",
    errors.OwnerUnknown: "owner",
}
KEPT = {
    DONE: "Done. Thank you for being in touch.",
    SNOOZED: "Put off. It comes back on that day.",
    OPEN: "Saved. It stays on the list.",
}


@bp.get("/needs/<uuid:enrolment_id>")
@guard(need_seat, may_look_after)
def need_of(seat: NeedSeat) -> ResponseReturnValue:
    """What they bring, why to be in touch, how to reach them, and what was done so far."""
    found = _found(seat)
    return _page(seat, found, _form(found), 200)


@bp.post("/needs/<uuid:enrolment_id>")
@guard(need_seat, may_look_after)
def tell_of(seat: NeedSeat) -> ResponseReturnValue:
    """Keep what came of it."""
    found, form = _found(seat), NeedForm()
    form.owner.choices = _owners(found)
    if not form.validate_on_submit():
        return _page(seat, found, form, 422)
    try:
        state = tell(db(), actor(), _told(form), found, form=form_key(), now=now())
    except Refusal as refusal:
        return _refused(seat, form, refusal)
    flash(KEPT[state], "success")
    if state == OPEN:
        return redirect(url_for(".need_of", enrolment_id=seat.enrolment.id))
    return redirect(url_for(".needs"))


def _found(seat: NeedSeat) -> PersonNeeds:
    """Raises: NotFound when they are not in the cohort any more."""
    found = person_needs(db(), actor(), seat, now())
    if found is None:
        raise NotFound
    return found


def _form(found: PersonNeeds) -> NeedForm:
    here = [need for need in found.needs if need.state == OPEN and not need.rule.is_kept_there]
    owner = next((need.owner_id for need in here if need.owner_id), actor().id)
    data = {
        "need": [need.value for need in here],
        "owner": str(owner),
        "on_day": in_zone(now(), found.group.zone).date(),
    }
    form = NeedForm(formdata=None, data=data)
    form.owner.choices = _owners(found)
    return form


def _owners(found: PersonNeeds) -> list[tuple[str, str]]:
    return [("", "Nobody yet"), *((str(one.id), one.name) for one in found.facilitators)]


def _told(form: NeedForm) -> Told:
    return Told(
        chosen=form.need.data or (),
        how=form.how.data or "",
        on_day=form.on_day.data,
        words=form.words.data or "",
        owner=form.owner.data or "",
        next=form.next.data or "",
        again_on=form.again_on.data,
        seen=_seen(),
    )


def _seen() -> datetime | None:
    """Which change the page showed; nonsense counts as none."""
    try:
        seen = datetime.fromisoformat(request.form.get("seen", ""))
    except ValueError:
        return None
    return seen if seen.tzinfo else None


def _refused(seat: NeedSeat, form: NeedForm, refusal: Refusal) -> ResponseReturnValue:
    """The page as it stands now, with what was written; nothing of it is kept."""
    db().rollback()
    field = FIELDS.get(type(refusal))
    if field:
        form[field].errors = [refusal.sentence]
    sentence = None if field else refusal.sentence
    return _page(seat, _found(seat), form, refusal.status, sentence)


def _page(
    seat: NeedSeat, found: PersonNeeds, form: NeedForm, status: int, sentence: str | None = None
) -> ResponseReturnValue:
    changes = changes_of(db(), actor(), seat.enrolment.id)
    page = render_template(
        "insights/need_of.html",
        found=found,
        form=form,
        sentence=sentence,
        contacts=contacts_with(db(), seat.enrolment.id),
        changes=changes,
        seen=changes[0].at if changes else None,
        rules=BY_KEY,
        hows=HOWS,
        channels=CHANNELS,
    )
    return page, status
