"""Signing in with the account of another service, and joining it to one's own here."""

from __future__ import annotations

import hmac
import secrets
from uuid import UUID

import structlog
from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.gateways.ports.provider import Provider, ProviderAway, ProviderRefuses, Trip, Vouched
from app.kit.errors import NotFound
from app.people.actions.identities import join_identity, part_from_identity, whom_it_lets_in
from app.people.errors.identities import ElsewhereAway, SignInElsewhereFailed
from app.people.queries import person_by_email
from app.people.rules.new_ways import ELSEWHERE
from app.people.views.addresses import own_address
from app.people.views.blueprint import bp
from app.people.views.letting_in import let_in
from app.people.views.new_ways import tell_of
from app.people.views.steps import JOINING, SHARED, fresh_step, is_recent, joining, seconds
from app.web.context import actor, db, now, platform
from app.web.guard import open_to_all, signed_in
from app.web.limits import ONE_ADDRESS, limiter

log = structlog.get_logger()
# In the signed cookie: the way there that has not come back yet.
TRIP = "elsewhere"


@bp.post("/sign-in/elsewhere")
@open_to_all("leads to the service that vouches for people")
@limiter.limit(ONE_ADDRESS)
def go_elsewhere() -> ResponseReturnValue:
    """Lead to the other service, to sign in there."""
    session[SHARED] = bool(request.form.get(SHARED))
    return _lead_there("in", request.form.get("next"))


@bp.post("/account/elsewhere")
@signed_in
@fresh_step
def join_elsewhere() -> ResponseReturnValue:
    """Lead to the other service, to join the account there to one's own."""
    return _lead_there("join", None)


@bp.get("/sign-in/elsewhere/back")
@open_to_all("the other service sends people back here")
@limiter.limit(ONE_ADDRESS)
def back_from_elsewhere() -> ResponseReturnValue:
    """Let in whom the other service vouches for, if they are joined; else ask for proof first."""
    provider, kept = _provider(), session.pop(TRIP, None)
    trip = _trip(kept)
    vouched = _vouched(provider, trip)
    if kept["why"] == "join" and current_user.is_authenticated:
        _hold(vouched, actor().id)
        return redirect(url_for("people.ask_to_join"))
    person = whom_it_lets_in(db(), issuer=provider.issuer, subject=vouched.subject, now=now())
    if person is not None:
        return let_in(person, kept["then"], how="elsewhere")
    known = person_by_email(db(), vouched.email) if vouched.email else None
    if known is not None:
        _hold(vouched, known.id)
    return render_template("people/not_joined.html", provider=provider.name)


@bp.get("/account/elsewhere/joining")
@signed_in
def ask_to_join() -> ResponseReturnValue:
    """Ask whether the account there is this person's."""
    held = joining(actor())
    if held is None:
        return redirect(url_for("people.own_second_steps"))
    return render_template("people/joining.html", label=held["label"], provider=_provider().name)


@bp.post("/account/elsewhere/joining")
@signed_in
@fresh_step
def join_account() -> ResponseReturnValue:
    """Join the account there to one's own."""
    held, provider = joining(actor()), _provider()
    session.pop(JOINING, None)
    if held is None:
        raise SignInElsewhereFailed
    join_identity(
        *(db(), actor()),
        issuer=provider.issuer,
        subject=held["subject"],
        label=held["label"],
        now=now(),
    )
    tell_of(ELSEWHERE)
    flash(f"From now on you can sign in with {provider.name}.", "success")
    return redirect(url_for("people.own_second_steps", _anchor="elsewhere"))


@bp.post("/account/elsewhere/<uuid:identity_id>/removal")
@signed_in
@fresh_step
def part_elsewhere(identity_id: UUID) -> ResponseReturnValue:
    """Let an account there not open one's own any more."""
    part_from_identity(db(), actor(), identity_id)
    flash("That account does not open yours here any more.", "success")
    return redirect(url_for("people.own_second_steps"))


def _provider() -> Provider:
    """The other service.

    Raises: NotFound when there is none.
    """
    provider = platform().provider
    if provider is None:
        raise NotFound
    return provider


def _lead_there(why: str, then: str | None) -> ResponseReturnValue:
    provider = _provider()
    facts = {part: secrets.token_urlsafe(32) for part in ("state", "nonce", "verifier")}
    session[TRIP] = {**facts, "why": why, "then": own_address(then), "at": seconds()}
    _let_go()
    try:
        return redirect(provider.way_there(Trip(**facts, back=_back())))
    except ProviderAway:
        raise ElsewhereAway from None
    except ProviderRefuses as fault:
        log.warning("provider_refuses", why=str(fault))
        raise ElsewhereAway from None


def _trip(kept: dict[str, str] | None) -> Trip:
    """The way there from which somebody comes back, once and in ten minutes.

    Raises: SignInElsewhereFailed.
    """
    state = request.args.get("state", "")
    if not kept or not is_recent(int(kept["at"])):
        raise SignInElsewhereFailed
    if not hmac.compare_digest(state.encode(), kept["state"].encode()):
        raise SignInElsewhereFailed
    # Another service that mixes itself in names itself here (RFC 9207).
    if request.args.get("iss", _provider().issuer) != _provider().issuer:
        raise SignInElsewhereFailed
    return Trip(kept["state"], kept["nonce"], kept["verifier"], _back())


def _vouched(provider: Provider, trip: Trip) -> Vouched:
    code = request.args.get("code", "")
    if not code or "error" in request.args:
        raise SignInElsewhereFailed
    _let_go()
    try:
        return provider.vouched(trip, code, now=now())
    except ProviderAway:
        raise ElsewhereAway from None
    except ProviderRefuses as fault:
        log.warning("provider_refuses", why=str(fault))
        raise SignInElsewhereFailed from None


def _let_go() -> None:
    """End the transaction in which it was read who is here: the other service may be slow.

    Nothing was written yet.
    """
    db().commit()


def _hold(vouched: Vouched, who: UUID) -> None:
    """Remember an account there until its person has shown that they are this one here."""
    held = {"who": who.hex, "subject": vouched.subject, "label": vouched.label, "at": seconds()}
    session[JOINING] = held


def _back() -> str:
    return platform().settings.base_url + url_for("people.back_from_elsewhere")
