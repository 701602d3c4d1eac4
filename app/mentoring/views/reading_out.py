"""An agreement by phone or on paper: written down for somebody, read out, and signed for them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.errors import NotFound, Refusal
from app.mentoring.actions.agreements import sign_agreement, write_agreement
from app.mentoring.actions.entries import Entry
from app.mentoring.actions.reading_out import open_to_read_out
from app.mentoring.errors.agreements import HowNeeded, PersonNeeded
from app.mentoring.forms.agreements import FIELDS, EnteredAgreementForm
from app.mentoring.policy.pairings import may_coordinate
from app.mentoring.queries.agreements import Version, agreements_of
from app.mentoring.queries.keys import boundaries_to_read_out
from app.mentoring.queries.pairings import PairingPlace, pairing_place
from app.mentoring.rules.agreements import (
    CAN_AGREE,
    ENTERED,
    LIMITS,
    NEWEST_LIMITS,
    RHYTHMS,
    USUAL_AGREEMENT,
)
from app.mentoring.rules.topics import CONTACT_MODES
from app.mentoring.views.agreements import NUMBER
from app.mentoring.views.blueprint import bp
from app.mentoring.views.coordinating import COORDINATION, entry_in
from app.mentoring.views.post import ring_post
from app.people.models import Person
from app.web.context import actor, db, form_key, now, request_key, typed_number
from app.web.guard import guard


@dataclass(frozen=True)
class ReadOut:
    """A version that is being read out, with what stays out in it."""

    place: PairingPlace
    version: Version
    boundaries: str


def version_read_out(
    db: Session, actor: Person, *, pairing_id: UUID, number: int
) -> ReadOut | None:
    """The version that this coordinator opened within the last hour. At most seven statements."""
    place = pairing_place(db, actor, pairing_id=pairing_id)
    if place is None or not may_coordinate(actor, place):
        return None
    version = agreements_of(db, place).version(number)
    if version is None:
        return None
    try:
        boundaries = boundaries_to_read_out(db, actor, place, version.row, now=now())
    except LookupError:
        return None
    return ReadOut(place, version, boundaries)


def may_read_out(actor: Person, facts: ReadOut) -> bool:
    """A coordinator who is neither of the two; that they opened it was looked at already."""
    return may_coordinate(actor, facts.place)


@bp.post(f"{COORDINATION}/readings")
@guard(pairing_place, may_coordinate)
def open_reading(place: PairingPlace) -> ResponseReturnValue:
    """Write down that it is read out, and open it."""
    number = _number()
    opened = open_to_read_out(
        db(), place, actor(), number=number, for_id=entry_in().for_id, now=now()
    )
    return redirect(url_for(".reading", pairing_id=place.pairing.id, number=opened.number))


@bp.get(f"{COORDINATION}/agreements/{NUMBER}")
@guard(version_read_out, may_read_out)
def reading(facts: ReadOut) -> ResponseReturnValue:
    """What to read out, and the form for what they say."""
    return render_template(
        "mentoring/coordination/reading.html",
        place=facts.place,
        wanted=facts.version,
        boundaries=facts.boundaries,
        limits=LIMITS[facts.version.row.limits],
        modes=CONTACT_MODES,
        rhythms=RHYTHMS,
        entered_ways=ENTERED,
    )


@bp.post(f"{COORDINATION}/signatures")
@guard(pairing_place, may_coordinate)
def enter_signature(place: PairingPlace) -> ResponseReturnValue:
    """Enter that one of the two agreed, by phone or on paper."""
    how = request.form.get("how", "")
    if how not in ENTERED:
        raise HowNeeded
    sign_agreement(db(), place, entry_in(how=how), number=_number(), now=now())
    ring_post()
    flash("Written down. Both see who signed, and who read it out.", "success")
    return redirect(url_for(".coordinated_pair", pairing_id=place.pairing.id))


@bp.get(f"{COORDINATION}/agreements")
@guard(pairing_place, may_coordinate)
def entering(place: PairingPlace) -> ResponseReturnValue:
    """The form for a version that one of the two says."""
    form = EnteredAgreementForm(formdata=None, request_key=str(new_id()))
    form.seen.data = str(agreements_of(db(), place).newest_number)
    form.ends_on.data = (now() + USUAL_AGREEMENT).date()
    return _page(place, form, None, 200)


@bp.post(f"{COORDINATION}/agreements")
@guard(pairing_place, may_coordinate)
def enter(place: PairingPlace) -> ResponseReturnValue:
    """Write down a version that one of the two said, with their yes."""
    form = EnteredAgreementForm()
    try:
        for_id, how = request_key(form.person.data), form.how.data or ""
        if for_id is None:
            raise PersonNeeded
        if how not in ENTERED:
            raise HowNeeded
        write_agreement(
            db(),
            place,
            Entry(actor(), for_id, how),
            form.wording,
            seen=form.seen_number,
            request_key=form_key(),
            now=now(),
        )
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(place, form, refusal, refusal.status)
    ring_post()
    flash("Written down, with their yes. The other is asked to agree too.", "success")
    return redirect(url_for(".coordinated_pair", pairing_id=place.pairing.id))


def _number() -> int:
    return typed_number(request.form.get("number"))


def _page(
    place: PairingPlace, form: EnteredAgreementForm, refusal: Refusal | None, status: int
) -> ResponseReturnValue:
    form.offer(place.members)
    field = FIELDS.get(type(refusal)) if refusal else None
    if refusal and field:
        form[field].errors = [refusal.sentence]
    return render_template(
        "mentoring/coordination/entering.html",
        place=place,
        form=form,
        sentence=refusal.sentence if refusal and not field else None,
        limits=LIMITS[NEWEST_LIMITS],
        can_agree=place.pairing.state in CAN_AGREE,
    ), status
