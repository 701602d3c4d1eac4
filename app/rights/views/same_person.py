"""For whoever has two accounts: saying yes or no, by the link of a letter or signed in."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import Refusal
from app.people.models import Person
from app.people.views.steps import fresh_step
from app.post.models import Letter
from app.rights.actions.ask_merge import kept_by, say
from app.rights.actions.merging.ways import contact_after
from app.rights.letters.merging import MERGE_ASKED, SAME_PERSON
from app.rights.models import AccountMerge
from app.rights.queries.merges import open_wish, waits_for
from app.rights.rules.merging import DONE, GOES, NO, STAYS, YES, masked
from app.rights.views.blueprint import bp
from app.rights.views.remember import remember
from app.web.context import actor, db, done_by, now, platform
from app.web.guard import open_to_all, signed_in
from app.web.limits import limiter, word
from app.web.security import private_page

OFTEN = "30 per minute"
ON_ONE = "60 per hour"
SAID_NO = "Thank you. The two accounts stay as they are, and nothing was changed."
SAID_YES = "Thank you. We still wait for a yes at the other account."
ONE_NOW = (
    "The two accounts are one now. What was in either is in it. Where you had filled in the same "
    "page at both, such as a mentoring profile, we kept one of the two."
)


@bp.get("/same-person/<word>")
@open_to_all("the address is the key to one question; opening it changes nothing")
@limiter.limit(OFTEN)
@limiter.limit(ON_ONE, key_func=word)
def same_person(word: str) -> ResponseReturnValue:
    """Whether two accounts are one person's; a link that was used or ran out says so."""
    found = _opened(word)
    if found is None:
        return _stale()
    if found[1].has_second_step:
        # A letter alone is not enough where signing in takes two steps.
        return redirect(url_for("rights.own_wish"))
    return _page(*found, to=_here(word))


@bp.post("/same-person/<word>")
@open_to_all("the address is the key, and only to a yes or no to one question")
@limiter.limit(OFTEN)
@limiter.limit(ON_ONE, key_func=word)
def say_by_link(word: str) -> ResponseReturnValue:
    """Keep the yes or no; the link opens nothing afterwards."""
    found = _opened(word)
    says = request.form.get("says", "")
    if found is None or says not in (YES, NO):
        return _stale()
    if found[1].has_second_step:
        return redirect(url_for("rights.own_wish"))
    row, person = found
    done_by(person.id)
    try:
        say(db(), row, person, is_yes=says == YES, now=now())
    except Refusal as refusal:
        db().rollback()
        fresh = _opened(word)
        return _page(*fresh, to=_here(word), refusal=refusal) if fresh else _stale()
    remember(row)
    thanks = _thanks(row, says)
    return private_page(render_template("rights/same_person_thanks.html", thanks=thanks))


@bp.get("/account/same-person")
@signed_in
def own_wish() -> ResponseReturnValue:
    """The question about one's own account, where there is one."""
    row = open_wish(db(), actor().id, now=now())
    if row is None or not _waits(row, actor()):
        return private_page(render_template("rights/same_person_none.html"))
    return _page(row, actor(), to=url_for("rights.own_answer"))


@bp.post("/account/same-person")
@signed_in
@fresh_step
def own_answer() -> ResponseReturnValue:
    """Say yes or no, signed in."""
    row, says = open_wish(db(), actor().id, now=now()), request.form.get("says", "")
    if row is None or not _waits(row, actor()) or says not in (YES, NO):
        return redirect(url_for("rights.own_wish"))
    person = actor()
    done_by(person.id)
    try:
        say(db(), row, person, is_yes=says == YES, now=now())
    except Refusal as refusal:
        db().rollback()
        fresh = open_wish(db(), actor().id, now=now())
        if fresh is None:
            return redirect(url_for("rights.own_wish"))
        return _page(fresh, actor(), to=url_for("rights.own_answer"), refusal=refusal)
    flash(_thanks(row, says), "success")
    return redirect(url_for("people.sign_in" if remember(row) else "rights.own_data"))


def _opened(word: str) -> tuple[AccountMerge, Person] | None:
    """The question behind a link, while an answer is waited for."""
    letter_id: UUID | None = platform().links.read(SAME_PERSON, word)
    letter = db().get(Letter, letter_id) if letter_id else None
    if letter is None or letter.kind != MERGE_ASKED:
        return None
    row = db().get(AccountMerge, letter.about_id)
    person = db().get(Person, letter.person_id)
    if row is None or person is None or not _waits(row, person) or _is_elsewhere(letter, person):
        return None
    return row, person


def _is_elsewhere(letter: Letter, person: Person) -> bool:
    """Whether it went to where its person is not reached any more; they answer signed in."""
    went = letter.to_address
    return went is not None and went.lower() not in {(person.email or "").lower(), person.phone}


def _waits(row: AccountMerge, person: Person) -> bool:
    side = row.side_of(person.id)
    return side is not None and waits_for(row, side, now=now())


def _here(word: str) -> str:
    return url_for("rights.say_by_link", word=word)


def _thanks(row: AccountMerge, says: str) -> str:
    if says == NO:
        return SAID_NO
    return ONE_NOW if row.state == DONE else SAID_YES


def _page(
    row: AccountMerge, person: Person, *, to: str, refusal: Refusal | None = None
) -> ResponseReturnValue:
    is_stays = row.side_of(person.id) == STAYS
    other = db().get(Person, row.person_of(GOES if is_stays else STAYS))
    if other is None:
        return _stale()
    stays, goes = (person, other) if is_stays else (other, person)
    after = contact_after(stays, goes, kept_by(row))
    page = render_template(
        "rights/same_person.html",
        to=to,
        person=person,
        other=masked(other.email, other.phone),
        reached=masked(after["email"], None if after["email"] else after["phone"]),
        is_stays=is_stays,
        refusal=refusal,
    )
    return private_page(page, refusal.status if refusal else 200)


def _stale() -> ResponseReturnValue:
    """The same for a link that was used, ran out, or never was."""
    return private_page(render_template("rights/same_person_none.html"), 404)
