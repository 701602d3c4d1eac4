"""Adding one person who has no e-mail address, as an organiser does for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from app.cohorts.actions.bringing import carry_out
from app.cohorts.actions.seats import hold_cohort
from app.cohorts.errors import PhoneWrong, UnknownStanding
from app.cohorts.errors.rosters import AddressNeeded, MobileNeeded, NumberNeeded
from app.cohorts.queries.rosters import plan_of
from app.cohorts.rules import STANDINGS
from app.cohorts.rules.roster import Roster, RosterRow
from app.cohorts.rules.roster.faults import LONGEST_ADDRESS
from app.cohorts.rules.roster.rows import is_mobile
from app.people.errors import NameNeeded
from app.people.models import Person
from app.people.phones import clean_phone_number
from app.people.rules import clean_name

WAYS = ("call", "text", "post")


@dataclass(frozen=True)
class ByHand:
    """Somebody without an e-mail address, as it was typed; `channel` is one of `WAYS`."""

    name: str
    phone: str
    post_address: str
    channel: str
    standing: str


def add_by_hand(
    db: Session, actor: Person, *, cohort_id: UUID, person: ByHand, now: datetime
) -> dict[str, int]:
    """Invite somebody by phone, by text or on paper; whoever is here already is not made twice.

    They are known by their name with their number, or else with their address in this cohort.
    Returns the counts of what was done, as a file of one row has them.
    Raises: NameNeeded, PhoneWrong, NumberNeeded, MobileNeeded, AddressNeeded, UnknownStanding.
    """
    row = _row(person)
    cohort = hold_cohort(db, cohort_id)
    plan = plan_of(db, cohort_id, cohort.capacity, Roster([row]))
    return carry_out(db, actor, cohort, plan, standing=person.standing, again=True, now=now)


def _row(person: ByHand) -> RosterRow:
    """The same person as the one row of a list."""
    name = clean_name(person.name)
    if name is None:
        raise NameNeeded
    if person.standing not in STANDINGS:
        raise UnknownStanding
    phone = clean_phone_number(person.phone) if person.phone.strip() else ""
    if phone is None:
        raise PhoneWrong("Write one whole phone number, like 07700 900123.")
    address = "\n".join(line.strip() for line in person.post_address.splitlines() if line.strip())
    row = RosterRow(
        1,
        (),
        name=name,
        phone=phone,
        post_address=address[:LONGEST_ADDRESS],
        channel=person.channel,
        standing=person.standing,
    )
    _check_reached(row)
    return row


def _check_reached(row: RosterRow) -> None:
    if row.channel == "post" and not row.post_address:
        raise AddressNeeded
    if row.channel != "post" and not row.phone:
        raise NumberNeeded
    if row.channel == "text" and not is_mobile(row.phone):
        raise MobileNeeded
