"""How a person is reached: by which way, where, and in which hours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.kit.languages import ENGLISH, is_language
from app.kit.times import is_zone
from app.people.actions.old_ends import end_links_elsewhere
from app.people.errors import (
    AddressNeeded,
    AddressStays,
    AddressTaken,
    ChannelUnknown,
    DoorTheirs,
    EmailWrong,
    LanguageUnknown,
    NumberNeeded,
    NumberWrong,
    PaperTooLong,
    ZoneUnknown,
)
from app.people.models import Person
from app.people.phones import clean_phone_number
from app.people.rules import CHANNELS, LONGEST_POST_ADDRESS, clean_email, clean_lines
from app.people.rules.email_changes import CONTACT_CHANGED
from app.people.rules.new_ways import TEXTS, WAY_IN_NEW
from app.post.actions.channels import move_waiting_letters
from app.post.actions.plan import NewLetter, plan_letters


@dataclass(frozen=True)
class Contact:
    """How somebody wants to be reached, as it was typed.

    `email` is given only for somebody who has none. The quiet hours are on the wall clock of
    `time_zone`; equal times mean none.
    """

    channel: str
    phone: str
    post_address: str
    time_zone: str
    quiet_from: time
    quiet_until: time
    email: str = ""
    # The language of letters (ISO 639-1); "" leaves it as it is.
    language: str = ""


def change_contact(
    db: Session,
    actor: Person,
    person: Person,
    contact: Contact,
    *,
    may_open_doors: bool,
    now: datetime,
) -> None:
    """Keep how a person is reached; the actor is the person, or somebody whom they told it.

    Letters that wait go the new way, links that went the old one end, and where they were reached
    until now is told when somebody else changes it. At most six statements. `may_open_doors`:
    whether the actor says where e-mail and texts go, which can carry a link that lets somebody in.
    Raises: DoorTheirs, ChannelUnknown, NumberWrong, NumberNeeded, EmailWrong, AddressNeeded,
    AddressTaken, AddressStays, PaperTooLong, ZoneUnknown, LanguageUnknown.
    """
    facts = _clean(person, contact)
    if not may_open_doors and _opens_door(person, facts):
        raise DoorTheirs
    was, told = person.channel, _to_tell(actor, person, facts, now=now)
    moves = any(facts[way] != getattr(person, way) for way in ("channel", "phone", "email"))
    _keep(db, person, {**facts, "contact_changed_at": now, "contact_changed_by_id": actor.id})
    if person.channel != was:
        move_waiting_letters(db, person.id, channel=person.channel, now=now)
    if moves:
        end_links_elsewhere(db, [person.id], now=now)
    if told is not None:
        plan_letters(db, [told], now=now)


def opens_door(person: Person, contact: Contact) -> bool:
    """Whether this would lead what can let somebody in to another place than now.

    Raises: what `change_contact` raises of what was typed.
    """
    return _opens_door(person, _clean(person, contact))


def new_phone_for_texts(person: Person, contact: Contact) -> str | None:
    """The number to which texts would go and do not go now, in its plain form.

    Raises: what `change_contact` raises of what was typed.
    """
    facts = _clean(person, contact)
    phone = facts["phone"]
    return phone if _texts_elsewhere(person, facts) and isinstance(phone, str) else None


def _to_tell(
    actor: Person, person: Person, facts: Mapping[str, object], *, now: datetime
) -> NewLetter | None:
    """The letter to where somebody was reached until now.

    Of a change of their own only where codes go to another phone: it may not have been them. None
    where that is no machine's way: whoever rings or prints is who enters it.
    """
    ways = ("channel", "phone", "post_address", "email")
    is_own = actor.id == person.id
    if is_own and not _texts_elsewhere(person, facts):
        return None
    if all(facts[way] == getattr(person, way) for way in ways):
        return None
    if person.email:
        channel, goes_to = "email", person.email
    elif person.channel == "text" and person.phone:
        channel, goes_to = "text", person.phone
    else:
        return None
    kind, what = (WAY_IN_NEW, TEXTS) if is_own else (CONTACT_CHANGED, "")
    return NewLetter(person.id, kind, new_id(), now, what, channel=channel, goes_to=goes_to)


def _opens_door(person: Person, facts: Mapping[str, object]) -> bool:
    """Whether a link that lets somebody in would go to another place than now."""
    return facts["email"] != person.email or _texts_elsewhere(person, facts)


def _texts_elsewhere(person: Person, facts: Mapping[str, object]) -> bool:
    """Whether codes would go to a phone to which none go now."""
    same_texts = person.channel == "text" and facts["phone"] == person.phone
    return facts["channel"] == "text" and not same_texts


def _keep(db: Session, person: Person, facts: Mapping[str, object]) -> None:
    """Write the row; the database knows best whether an address is free."""
    try:
        with db.begin_nested():
            for name, value in facts.items():
                setattr(person, name, value)
            db.flush()
    except IntegrityError as error:
        raise AddressTaken from error


def _clean(person: Person, contact: Contact) -> dict[str, object]:
    phone = clean_phone_number(contact.phone) if contact.phone.strip() else None
    paper = clean_lines(contact.post_address, LONGEST_POST_ADDRESS)
    email = _email(person, contact.email)
    if contact.channel not in CHANNELS:
        raise ChannelUnknown
    if contact.phone.strip() and phone is None:
        raise NumberWrong
    if paper is None:
        raise PaperTooLong
    if not is_zone(contact.time_zone):
        raise ZoneUnknown
    if contact.channel in {"text", "call"} and phone is None:
        raise NumberNeeded
    if contact.channel == "email" and email is None:
        raise AddressNeeded
    if contact.language and contact.language != ENGLISH and not is_language(contact.language):
        raise LanguageUnknown
    return {
        "letter_language": contact.language or person.letter_language,
        "channel": contact.channel,
        "phone": phone,
        "post_address": paper,
        "email": email,
        "time_zone": contact.time_zone,
        "quiet_from": contact.quiet_from,
        "quiet_until": contact.quiet_until,
    }


def _email(person: Person, typed: str) -> str | None:
    """The address that the person has, or a first one."""
    if not typed.strip():
        return person.email
    email = clean_email(typed)
    if email is None:
        raise EmailWrong
    if person.email is not None and email.lower() != person.email.lower():
        raise AddressStays
    return person.email or email
