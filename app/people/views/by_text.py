"""Signing in by a code in a text, for people without e-mail."""

from __future__ import annotations

from uuid import UUID

from flask import redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_limiter.util import get_remote_address

from app.people.actions.text_codes import ask_for_code, show_code, use_code
from app.people.errors import NumberWrong
from app.people.errors.text_codes import CodeWrong
from app.people.forms.text_codes import CodeForm, NumberForm
from app.people.phones import clean_phone_number
from app.people.queries.text_codes import people_of_code
from app.people.views.addresses import own_address
from app.people.views.blueprint import bp
from app.people.views.letting_in import let_in
from app.people.views.steps import SHARED
from app.web.context import after_commit, db, now, platform, request_key
from app.web.guard import open_to_all
from app.web.known_browsers import known_browser
from app.web.limits import counted, here, limiter

# What the signed cookie keeps: the code that this browser asked for, and where it wanted to go.
CODE, THEN = "text_code", "text_then"


def number() -> str:
    """The phone that a form is about, whoever asks and however it was typed.

    What is no number counts for whoever typed it, and keeps nobody else out.
    """
    typed = request.form.get("phone", "")[:100]
    return "number:" + (clean_phone_number(typed) or f"none:{get_remote_address()}")


def counted_number() -> str:
    """Under what tries with that phone are counted."""
    return counted(number())


def is_known() -> bool:
    """Whether this browser has shown a code that went to this number."""
    return known_browser(number()) is not None


@bp.get("/sign-in/text")
@open_to_all("people sign in here")
def by_text() -> ResponseReturnValue:
    """Ask for the number of a phone."""
    form = NumberForm(formdata=None)
    form.next.data = own_address(request.args.get("next"))
    return render_template("people/by_text.html", form=form)


@bp.post("/sign-in/text")
@open_to_all("people sign in here")
@limiter.limit("30 per hour", exempt_when=is_known)
@limiter.limit("20 per day", key_func=counted_number, exempt_when=is_known)
@limiter.limit("5 per hour;10 per day", key_func=lambda: here(number()))
def send_code() -> ResponseReturnValue:
    """Send a code, and say the same where there is nobody to send it to."""
    form = NumberForm()
    phone = clean_phone_number(form.phone.data or "") if form.validate_on_submit() else None
    if phone is None:
        form.phone.errors = form.phone.errors or [NumberWrong.sentence]
        return render_template("people/by_text.html", form=form), 422
    session[CODE] = ask_for_code(db(), platform().links, phone=phone, now=now()).hex
    session[THEN] = own_address(form.next.data)
    session[SHARED] = bool(request.form.get(SHARED))
    after_commit(lambda: platform().bell.ring("send_letters"))
    return redirect(url_for("people.type_code"))


@bp.get("/sign-in/text/code")
@open_to_all("says the same to everyone")
def type_code() -> ResponseReturnValue:
    """Ask for the code."""
    if CODE not in session:
        return redirect(url_for("people.by_text"))
    form = CodeForm(formdata=None)
    if "wrong" in request.args:
        form.code.errors = [CodeWrong.sentence]
    return render_template("people/type_code.html", form=form)


@bp.post("/sign-in/text/code")
@open_to_all("the code is the key, in the browser that asked for it")
@limiter.limit("60 per hour")
def try_code() -> ResponseReturnValue:
    """Let somebody in by the code, or ask who of those with this number they are."""
    form = CodeForm()
    if not form.validate_on_submit():
        return render_template("people/type_code.html", form=form), 422
    code_id = _asked()
    if not show_code(db(), platform().links, code_id, typed=form.code.data or "", now=now()):
        # A try counts only when it is kept, so it is no refusal.
        return redirect(url_for("people.type_code", wrong=1))
    people = people_of_code(db(), platform().links, code_id, now=now())
    return _enter(people[0].id) if len(people) == 1 else redirect(url_for("people.who_of_phone"))


@bp.get("/sign-in/text/who")
@open_to_all("opens only for the browser that has shown the code")
def who_of_phone() -> ResponseReturnValue:
    """Ask who of those that share a phone somebody is."""
    people = people_of_code(db(), platform().links, _asked(), now=now())
    if not people:
        return redirect(url_for("people.type_code", wrong=1))
    return render_template("people/who_of_phone.html", people=people)


@bp.post("/sign-in/text/who")
@open_to_all("opens only for the browser that has shown the code")
@limiter.limit("60 per hour")
def choose_who() -> ResponseReturnValue:
    """Let in whom they chose."""
    return _enter(request_key(request.form.get("person")))


def _enter(person_id: UUID | None) -> ResponseReturnValue:
    person = use_code(db(), platform().links, _asked(), person_id, now=now())
    return let_in(person, session.get(THEN), how="text")


def _asked() -> UUID | None:
    return request_key(session.get(CODE))
