"""What would become of each row of a list, held against who is here already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from app.cohorts.rules import OUT, PARTICIPANT, STANDINGS
from app.cohorts.rules.roster.rows import RosterRow
from app.cohorts.rules.roster.same import plain_address
from app.people.phones import say_phone_number
from app.people.rules import CHANNELS

NEW, AGAIN, CHANGED, HERE, TWICE, REFUSED = "new", "again", "changed", "here", "twice", "refused"
FATES = (NEW, AGAIN, CHANGED, HERE, TWICE, REFUSED)

OWN_WAY = "They have chosen themselves how we reach them, so we leave that as it is."
OWN_FACTS = "We leave this person's e-mail address, phone number and address as they are."
ONLY_ADDED = (
    "This is only so that you can ring or write to them. Their letters still go where they chose, "
    "and no link to sign in goes to what a list adds."
)


@dataclass(frozen=True)
class Known:
    """Somebody whom a row names, and their place in the cohort if they have one."""

    person_id: UUID
    name: str
    email: str | None
    phone: str | None
    post_address: str
    channel: str
    has_roles: bool
    enrolment_id: UUID | None
    role: str | None
    state: str | None
    standing: str | None
    place_id: UUID | None
    # They have been in their account, can get there, or belong to another cohort as well.
    is_theirs: bool = True


@dataclass(frozen=True)
class KnownPlace:
    """A place of the cohort."""

    id: UUID
    name: str
    code: str | None


@dataclass(frozen=True)
class Change:
    """One thing that would change, as words for the page; `value` is what is written."""

    what: str
    before: str
    after: str
    value: str | UUID


@dataclass(frozen=True)
class Fate:
    """A row, what would become of it, and what would change for somebody who is here."""

    row: RosterRow
    fate: str
    known: Known | None = None
    place_id: UUID | None = None
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()
    same_as: int | None = None

    def new_value(self, what: str) -> str | UUID | None:
        """What one of their facts would become, or None when it stays."""
        return next((change.value for change in self.changes if change.what == what), None)


def fates_of(
    rows: Sequence[RosterRow], known: Mapping[int, Known], places: Sequence[KnownPlace]
) -> list[Fate]:
    """The fate of each row, in their order; `known` is by the row's number.

    Two rows that name one person in different ways are one person.
    """
    taken: dict[UUID, int] = {}
    # Whoever is named by an e-mail address is surer than somebody with the same name and number.
    for row in sorted(rows, key=lambda row: not row.email):
        if row.number in known and row.same_as is None:
            taken.setdefault(known[row.number].person_id, row.number)
    by_word = {word: place for place in places for word in _words_of(place)}
    return [_fate(row, known.get(row.number), taken, by_word) for row in rows]


def _fate(
    row: RosterRow,
    known: Known | None,
    taken: Mapping[UUID, int],
    places: Mapping[str, KnownPlace],
) -> Fate:
    if row.fault is not None:
        return Fate(row, REFUSED)
    if row.same_as is not None:
        return Fate(row, TWICE, same_as=row.same_as)
    if known is not None and taken[known.person_id] != row.number:
        return Fate(row, TWICE, known, same_as=taken[known.person_id])
    place, notes = _place(row, places)
    place_id = place.id if place else None
    if known is None or known.enrolment_id is None:
        return Fate(row, NEW, known, place_id, notes=(*row.notes, *notes))
    more, changes = _changes(row, known, place, {one.id: one.name for one in places.values()})
    told = (*row.notes, *notes, *more)
    if known.state in OUT:
        return Fate(row, AGAIN, known, place_id, changes, told)
    return Fate(row, CHANGED if changes else HERE, known, place_id, changes, told)


def _words_of(place: KnownPlace) -> list[str]:
    return [word.casefold() for word in (place.name, place.code) if word]


def _place(
    row: RosterRow, places: Mapping[str, KnownPlace]
) -> tuple[KnownPlace | None, tuple[str, ...]]:
    """The place that a row means, by its name or code, and what to say when there is none."""
    for written in row.places:
        for word in (written, "".join(written.split())):
            if word.casefold() in places:
                return places[word.casefold()], ()
    if not row.places:
        return None, ()
    return None, (f"“{row.places[0]}” is not a place of this cohort, so we leave the place out.",)


def _changes(
    row: RosterRow, known: Known, place: KnownPlace | None, names: Mapping[UUID, str]
) -> tuple[list[str], tuple[Change, ...]]:
    notes: list[str] = []
    if row.name.casefold() != known.name.casefold():
        notes.append(f"They are here as {known.name}, and keep that name.")
    if known.role != PARTICIPANT or known.has_roles:
        # Those who run things enter their own: how they are reached is also how they sign in.
        return notes, ()
    changes = [*_seat_changes(row, known, place, names), *_contact_changes(row, known, notes)]
    return notes, tuple(changes)


def _seat_changes(
    row: RosterRow, known: Known, place: KnownPlace | None, names: Mapping[UUID, str]
) -> list[Change]:
    changes = []
    if row.standing and row.standing != known.standing:
        before = STANDINGS.get(known.standing or "", "")
        changes.append(Change("standing", before, STANDINGS[row.standing], row.standing))
    if place and place.id != known.place_id:
        before = names.get(known.place_id, "") if known.place_id else ""
        changes.append(Change("place", before, place.name, place.id))
    return changes


def _contact_changes(row: RosterRow, known: Known, notes: list[str]) -> list[Change]:
    """How somebody is reached: theirs to change, unless an organiser made their account.

    Whoever has been there can say it themselves. For them, and for people of other cohorts, a list
    only adds what is not there yet, since whoever could change it could have their letters; and
    never an e-mail address, since that lets somebody in.
    """
    is_made_for_them = not known.is_theirs
    changes = _address_changes(row, known)
    if not is_made_for_them and any(change.before or change.what == "email" for change in changes):
        notes.append(OWN_FACTS)
        changes = [one for one in changes if not one.before and one.what != "email"]
    if not is_made_for_them and changes:
        notes.append(ONLY_ADDED)
    if row.channel and row.channel != known.channel:
        ways = CHANNELS[known.channel], CHANNELS[row.channel]
        if is_made_for_them:
            changes.append(Change("channel", *ways, row.channel))
        else:
            notes.append(OWN_WAY)
    return changes


def _address_changes(row: RosterRow, known: Known) -> list[Change]:
    changes = []
    if row.email and known.email is None:
        changes.append(Change("email", "", row.email, row.email))
    if row.phone and row.phone != known.phone:
        before = say_phone_number(known.phone) if known.phone else ""
        changes.append(Change("phone", before, say_phone_number(row.phone), row.phone))
    address = row.post_address
    if address and plain_address(address) != plain_address(known.post_address):
        changes.append(Change("address", known.post_address, address, address))
    return changes
