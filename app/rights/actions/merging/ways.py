"""How the person is reached and comes in afterwards: contacts, letters that wait, sign-ins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.people.models import Person, SignInLink
from app.post.models import Letter
from app.post.rules import TEXT_CODE, may_become
from app.rights.actions.merging import Two
from app.rights.rules.merging import STAYS

# They let somebody in at the account that goes, which nobody can any more.
WAYS_IN = ("sign_in", TEXT_CODE)
NOT_THERE = "The account was made one with another of the same person."


@dataclass(frozen=True)
class Kept:
    """Of which account the address, the number and the paper address stay, and the channel."""

    email: str = STAYS
    phone: str = STAYS
    post_address: str = STAYS
    channel: str = STAYS


def contact_after(stays: Person, goes: Person, kept: Kept) -> dict[str, Any]:
    """How the person is reached afterwards; what one account has not comes from the other."""
    after: dict[str, Any] = {}
    for name in ("email", "phone", "post_address"):
        first, then = (stays, goes) if getattr(kept, name) == STAYS else (goes, stays)
        after[name] = getattr(first, name) or getattr(then, name)
    wanted = (stays if kept.channel == STAYS else goes).channel
    after["channel"] = _possible(wanted, after)
    return after


def doors_change(stays: Person, goes: Person, kept: Kept) -> bool:
    """Whether codes and sign-in links would go elsewhere than to the account that stays now."""
    after = contact_after(stays, goes, kept)
    # A code in a text is a way in as well, to a phone that may be somebody else's too.
    is_texted = after["channel"] == "text" and stays.channel != "text"
    return is_texted or any(after[name] != getattr(stays, name) for name in ("email", "phone"))


def pass_on_letters(db: Session, two: Two) -> None:
    """Sign-in letters that wait end; links in others that wait let the person in who stays.

    Only where the letter goes to the address of the account that stays: one that may have gone
    before, or goes to an address of its own, goes where its reader has said yes to nothing. Its
    link ends with the account. Three statements, before the letters move.
    """
    theirs = Letter.person_id == two.goes
    lapsed = {"state": "lapsed", "reason": NOT_THERE, "claim": None, "claimed_until": None}
    waits = Letter.state.in_(may_become("lapsed"))
    db.execute(update(Letter).where(theirs, Letter.kind.in_(WAYS_IN), waits).values(lapsed))
    # Taken out of a worker's hands, who has the old address; nobody takes them up before the end.
    anew = {"state": "due", "claim": None, "claimed_until": None}
    waiting = Letter.state.in_(("due", "claimed"))
    fresh = (theirs, waiting, Letter.doubts == 0, Letter.goes_to.is_(None))
    taken = update(Letter).where(*fresh).values(anew).returning(Letter.link_id)
    links = [one for one in db.scalars(taken) if one]
    db.execute(update(SignInLink).where(SignInLink.id.in_(links)).values(person_id=two.stays))


def _possible(wanted: str, after: dict[str, Any]) -> str:
    """The channel that was wanted, or else one that leads somewhere."""
    if wanted == "email" and not after["email"]:
        return "call" if after["phone"] else "post"
    if wanted in {"text", "call"} and not after["phone"]:
        return "email" if after["email"] else "post"
    return wanted
