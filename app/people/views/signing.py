"""Signing in and out."""

from __future__ import annotations

from flask import g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.kit.errors import Refusal
from app.people.actions.send_link import ask_for_link
from app.people.actions.sign_in import check_password, use_link
from app.people.actions.sign_ins import end_sign_in
from app.people.errors import LinkSpent
from app.people.forms import SignInForm
from app.people.views.blueprint import bp
from app.people.views.letting_in import let_in, own_address
from app.web.context import actor, after_commit, db, done_by, now, platform
from app.web.context import sign_in as here
from app.web.guard import open_to_all
from app.web.limits import (
    ALL_LINKS,
    ALL_PASSWORDS,
    HERE,
    ONE_ADDRESS,
    account,
    account_here,
    is_at_home,
    limiter,
)
from app.web.security import let_forms_lead_to

# To look at a password took 0.2 seconds of a processor, measured on two cores: less than half of
# one is the most that one address can use.
PASSWORDS = "120 per minute"


def _has_password() -> bool:
    return bool(request.form.get("password"))


def _asks_link() -> bool:
    return not _has_password()


@bp.get("/sign-in")
@open_to_all("people sign in here")
def sign_in() -> ResponseReturnValue:
    """The page to sign in."""
    if current_user.is_authenticated:
        return redirect(url_for("home.home"))
    form = SignInForm()
    form.next.data = own_address(request.args.get("next"))
    return _page(form)


@bp.post("/sign-in")
@open_to_all("people sign in here")
@limiter.limit(PASSWORDS)
@limiter.limit(ALL_LINKS, key_func=account, exempt_when=lambda: is_at_home() or _has_password())
@limiter.limit(ALL_PASSWORDS, key_func=account, exempt_when=lambda: is_at_home() or _asks_link())
@limiter.limit(HERE, key_func=lambda: f"{account_here()} {'link' if _asks_link() else 'password'}")
def try_sign_in() -> ResponseReturnValue:
    """Let somebody in by password; without one, send them a link."""
    form = SignInForm()
    if not form.validate_on_submit():
        return _page(form), 422
    email, password = form.email.data or "", form.password.data or ""
    if not password:
        ask_for_link(db(), email=email, now=now())
        after_commit(lambda: platform().bell.ring("send_letters"))
        return redirect(url_for("people.link_sent"))
    try:
        person = check_password(db(), email=email, password=password)
    except Refusal as refusal:
        form.email.errors = [refusal.sentence]
        return _page(form), refusal.status
    return let_in(person, form.next.data, how="password")


@bp.get("/sign-in/link-sent")
@open_to_all("says the same to everyone")
def link_sent() -> ResponseReturnValue:
    """What to do next; it does not tell whether the address is known."""
    return render_template("people/link_sent.html")


@bp.get("/sign-in/link/<word>")
@open_to_all("the link itself is the key; opening it does nothing, since mail scanners open links")
def open_link(word: str) -> ResponseReturnValue:
    """One button to confirm that a person opened the link."""
    then = own_address(request.args.get("next"))
    return render_template("people/open_link.html", word=word, then=then)


@bp.post("/sign-in/link/<word>")
@open_to_all("the link itself is the key")
@limiter.limit(ONE_ADDRESS)
def confirm_link(word: str) -> ResponseReturnValue:
    """Let in the person of the link, once."""
    link_id = platform().links.read("sign-in", word)
    if link_id is None:
        raise LinkSpent
    person = use_link(db(), link_id, now=now())
    return let_in(person, request.form.get("next"), how="link")


@bp.post("/sign-out")
@open_to_all("anyone may leave")
def sign_out() -> ResponseReturnValue:
    """Leave; the browser forgets what pages kept in it.

    Where somebody else's unsent words lie sealed in this browser, its scripts say so, have cleared
    what is the leaver's own, and the store stays.
    """
    if current_user.is_authenticated:
        end_sign_in(db(), actor(), here().id, now=now())
        done_by(current_user.id)
    session.clear()
    g.pop("sign_in_over", None)
    answer = redirect(url_for("people.sign_in"))
    forget = '"cache"' if request.form.get("store") == "shared" else '"cache", "storage"'
    answer.headers["Clear-Site-Data"] = forget
    return answer


def _page(form: SignInForm) -> str:
    provider = platform().provider
    if provider is not None:
        let_forms_lead_to(provider.issuer)
    texts = not platform().office.is_listed("text")
    return render_template("people/sign_in.html", form=form, provider=provider, texts=texts)
