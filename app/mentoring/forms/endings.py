"""The forms of an end: looking back, and naming whom one would not be paired with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from wtforms import BooleanField, HiddenField, RadioField, SelectField, TextAreaField
from wtforms.validators import Length

from app.kit.errors import Refusal
from app.mentoring.actions.looking_back import LookingBack
from app.mentoring.errors.agreements import PersonNeeded
from app.mentoring.errors.endings import GainedTooLong, WhomNeeded, WordsThere, WroteMeanwhile
from app.mentoring.models import PairingMember
from app.mentoring.queries.pairings import Member
from app.mentoring.rules.endings import LONGEST_GAINED, NO, YES
from app.web.context import request_key
from app.web.forms import WebForm

SAYS = {YES: "Yes", NO: "No"}


class LookingBackForm(WebForm):
    """What somebody gained, and what may come after; each part can be left out."""

    gained = TextAreaField(
        "What did you gain?",
        validators=[Length(max=LONGEST_GAINED, message=GainedTooLong.sentence)],
        render_kw={"dir": "auto"},
    )
    contact_after = RadioField(
        "Would you like to be in touch afterwards?", choices=dict(SAYS), validate_choice=False
    )
    wants_again = RadioField(
        "Would you like to walk together again one day?", choices=dict(SAYS), validate_choice=False
    )
    not_again = BooleanField("Please do not pair us again")
    seen = HiddenField()

    def start_from(self, row: PairingMember, gained: str, seen: str, *, not_again: bool) -> None:
        """Fill it in as it was saved last."""
        self.gained.data, self.seen.data = gained, seen
        self.contact_after.data, self.wants_again.data = row.contact_after, row.wants_again
        self.not_again.data = not_again

    @property
    def said(self) -> LookingBack:
        """What was sent."""
        return LookingBack(
            gained=self.gained.data or "",
            contact_after=self.contact_after.data or None,
            wants_again=self.wants_again.data or None,
            not_again=bool(self.not_again.data),
            seen=self.seen.data or "",
        )


class EnteredLookingBackForm(LookingBackForm):
    """The same when a coordinator writes it down for one of the two."""

    person = RadioField("Who says it?", validate_choice=False)

    def offer(self, members: Iterable[Member]) -> None:
        """Set the people to choose from."""
        self.person.choices = {str(one.person_id): one.name for one in members if one.person}


class ApartForm(WebForm):
    """Whom somebody would not be paired with."""

    person = SelectField("Who is it?", validate_choice=False)

    def offer(self, people: Sequence[tuple[UUID, str]]) -> None:
        """Set the people to choose from."""
        named = {str(person_id): name for person_id, name in people}
        self.person.choices = {"": "Choose a person", **named}

    @property
    def person_id(self) -> UUID | None:
        """Who was chosen."""
        return request_key(self.person.data)


# The field that each refusal is shown beside.
FIELDS: Mapping[type[Refusal], str] = {
    GainedTooLong: "gained",
    WordsThere: "gained",
    WroteMeanwhile: "gained",
    PersonNeeded: "person",
    WhomNeeded: "person",
}
