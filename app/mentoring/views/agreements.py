"""What the two agree on: writing a version, reading it and signing it."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.db import new_id
from app.kit.errors import NotFound, Refusal
from app.mentoring.actions.agreements import sign_agreement, write_agreement
from app.mentoring.actions.entries import Entry
from app.mentoring.errors.agreements import NewerVersion
from app.mentoring.errors.pairings import NotFromHere
from app.mentoring.forms.agreements import FIELDS, AgreementForm
from app.mentoring.models import Agreement
from app.mentoring.policy.pairings import is_member
from app.mentoring.queries.agreements import agreements_of, boundaries_of
from app.mentoring.queries.pairings import PairingPlace, pairing_place
from app.mentoring.rules.agreements import (
    CAN_AGREE,
    HOW,
    LIMITS,
    NEWEST_LIMITS,
    RHYTHMS,
    USUAL_AGREEMENT,
)
from app.mentoring.rules.states import ACTIVE
from app.mentoring.rules.topics import CONTACT_MODES
from app.mentoring.views.blueprint import bp
from app.mentoring.views.pairing import ROOT
from app.mentoring.views.post import ring_post
from app.web.context import actor, db, form_key, now
from app.web.guard import guard

NUMBER = "<int(max=1000000):number>"


@bp.get(f"{ROOT}/agreements")
@guard(pairing_place, is_member)
def agreements(place: PairingPlace) -> ResponseReturnValue:
    """Every version, and the form for the next, filled in as in the newest."""
    found = agreements_of(db(), place)
    form = AgreementForm(formdata=None, seen=str(found.newest_number), request_key=str(new_id()))
    if found.versions:
        newest = found.versions[0].row
        form.start_from(newest, boundaries_of(db(), actor(), place, newest))
    else:
        form.ends_on.data = (now() + USUAL_AGREEMENT).date()
    return _page(place, form, None, 200)


@bp.post(f"{ROOT}/agreements")
@guard(pairing_place, is_member)
def write_version(place: PairingPlace) -> ResponseReturnValue:
    """Write the next version, and sign it."""
    form = AgreementForm()
    try:
        made = write_agreement(
            db(),
            place,
            Entry(actor(), actor().id),
            form.wording,
            seen=form.seen_number,
            request_key=form_key(),
            now=now(),
        )
    except NewerVersion as refusal:
        return _meanwhile(place, form, refusal)
    except NotFromHere as refusal:
        return _page(place, form, refusal, refusal.status)
    except Refusal as refusal:
        if type(refusal) not in FIELDS:
            raise
        form[FIELDS[type(refusal)]].errors = [refusal.sentence]
        return _page(place, form, None, refusal.status)
    ring_post()
    flash(f"Saved and signed. {place.partner(actor().id).name} is asked to sign it too.", "success")
    return redirect(url_for(".agreement", pairing_id=place.pairing.id, number=made.number))


@bp.get(f"{ROOT}/agreements/{NUMBER}")
@guard(pairing_place, is_member)
def agreement(place: PairingPlace) -> ResponseReturnValue:
    """One version: what it says, who signed it, and to whom it was read out."""
    found = agreements_of(db(), place)
    version = found.version((request.view_args or {})["number"])
    if version is None:
        raise NotFound
    return render_template(
        "mentoring/agreements/one.html",
        place=place,
        partner=place.partner(actor().id),
        agreements=found,
        wanted=version,
        boundaries=boundaries_of(db(), actor(), place, version.row),
        limits=LIMITS[version.row.limits],
        can_agree=place.pairing.state in CAN_AGREE,
        **WORDS,
    )


@bp.post(f"{ROOT}/agreements/{NUMBER}/signatures")
@guard(pairing_place, is_member)
def sign(place: PairingPlace) -> ResponseReturnValue:
    """Agree to a version."""
    number = (request.view_args or {})["number"]
    sign_agreement(db(), place, Entry(actor(), actor().id), number=number, now=now())
    ring_post()
    is_on = place.pairing.state == ACTIVE
    flash("Signed. You have both signed, and it holds now." if is_on else "Signed.", "success")
    return redirect(url_for(".pairing", pairing_id=place.pairing.id))


WORDS: dict[str, object] = {"modes": CONTACT_MODES, "rhythms": RHYTHMS, "how_signed": HOW}


def _meanwhile(
    place: PairingPlace, form: AgreementForm, refusal: NewerVersion
) -> ResponseReturnValue:
    """The same form with what they wrote, beside what came meanwhile; sent again it is next."""
    newest = agreements_of(db(), place).versions[0].row
    form.seen.data, form.request_key.data = str(newest.number), str(new_id())
    theirs = boundaries_of(db(), actor(), place, newest)
    return _page(place, form, refusal, refusal.status, (newest, theirs))


def _page(
    place: PairingPlace,
    form: AgreementForm,
    refusal: Refusal | None,
    status: int,
    meanwhile: tuple[Agreement, str] | None = None,
) -> ResponseReturnValue:
    return render_template(
        "mentoring/agreements/all.html",
        place=place,
        partner=place.partner(actor().id),
        agreements=agreements_of(db(), place),
        form=form,
        sentence=refusal.sentence if refusal else None,
        meanwhile=meanwhile,
        limits=LIMITS[NEWEST_LIMITS],
        can_agree=place.pairing.state in CAN_AGREE,
        **WORDS,
    ), status
