"""The demo's accounts; their passwords come from this deployment's own secret key."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.cohorts.actions.by_hand import ByHand
from app.cohorts.rules import FACILITATOR, PARTICIPANT
from app.people.models import Person
from app.people.queries import persons_by_email
from app.people.rules import (
    MENTORING_COORDINATOR,
    PROGRAMME_LEAD,
    SAFEGUARDING_DEPUTY,
    SAFEGUARDING_LEAD,
)
from app.wiring import Platform

WORDS = (
    *("amber", "basket", "candle", "daisy", "ember", "fennel", "garden", "harbour", "ivory"),
    *("juniper", "kettle", "lantern", "meadow", "nutmeg", "orchard", "pebble", "quilt", "river"),
    *("saffron", "thistle", "umber", "velvet", "willow", "yarrow", "acorn", "bramble", "copper"),
    *("dapple", "elder", "feather", "glimmer", "hazel"),
)
HEALTH_CREATOR = "health_creator"


@dataclass(frozen=True)
class Account:
    """Somebody to try the platform as."""

    role: str
    name: str
    email: str


ACCOUNTS = (
    Account(PROGRAMME_LEAD, "Lowri Lead", "lead@demo.example"),
    Account(FACILITATOR, "Farah Facilitator", "facilitator@demo.example"),
    Account(PARTICIPANT, "Pat Participant", "participant@demo.example"),
    Account(HEALTH_CREATOR, "Hope Healthcreator", "creator@demo.example"),
    Account(SAFEGUARDING_LEAD, "Sam Safeguarding", "safeguarding@demo.example"),
    Account(SAFEGUARDING_DEPUTY, "Dee Deputy", "deputy@demo.example"),
    Account(MENTORING_COORDINATOR, "Mina Mentoring", "mentoring@demo.example"),
)

# People who have no e-mail address and take part all the same; their numbers are nobody's.
BY_HAND = (
    ByHand("Joan Longstreet", "07700 900101", "", "text", "lived_experience"),
    ByHand("Winston Underhill", "0161 496 0142", "", "call", "community_health_creator"),
    ByHand("Edith Marsh", "", "At the front desk of the surgery", "post", "lived_experience"),
)


def password_for(account: Account, secret: str) -> str:
    """Four words that only this deployment gives this account; the same each time."""
    digest = hmac.new(secret.encode(), account.email.encode(), hashlib.sha256).digest()
    return "-".join(WORDS[byte % len(WORDS)] for byte in digest[:4])


def greeting(on: Platform) -> Sequence[str]:
    """What to print when the platform has started: its address, and the demo's accounts."""
    with on.sessions() as db:
        here = _present(db)
    lines = [f"The platform is at {on.settings.base_url}"]
    if here:
        lines += ["", "Try it as (e-mail address, password):"]
        width = max(len(account.email) for account in here)
        lines += [
            f"  {account.email:<{width}}  {password_for(account, on.settings.secret_key):<32}"
            f"  {account.role.replace('_', ' ')}"
            for account in here
        ]
    if on.settings.mail_url.startswith("maildir:"):
        lines += ["", f"Letters are put into {on.settings.mail_url.removeprefix('maildir:')}"]
    return [*lines, "Stop everything with Ctrl-C."]


def is_half_loaded(db: Session) -> bool:
    """Whether a load of the demo was broken off, in a database that holds nobody else."""
    found = persons_by_email(db, [account.email for account in ACCOUNTS])
    if not found or all(person.password_hash for person in found.values()):
        return False
    by_hand = [person.name for person in BY_HAND]
    is_other = or_(
        and_(Person.email.is_(None), Person.name.not_in(by_hand)),
        Person.email.not_like("%@demo.example"),
    )
    others = select(Person.id).where(is_other).limit(1)
    return db.scalar(others) is None


def _present(db: Session) -> list[Account]:
    found = persons_by_email(db, [account.email for account in ACCOUNTS])
    return [account for account in ACCOUNTS if account.email in found]
