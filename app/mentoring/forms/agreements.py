"""The forms for an agreement, for a break, and for what a coordinator enters for one of the two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from wtforms import HiddenField, RadioField, SelectMultipleField, TextAreaField
from wtforms.validators import Length, Optional

from app.kit.errors import Refusal
from app.mentoring.actions.agreements import Wording
from app.mentoring.errors.agreements import (
    BoundariesTooLong,
    EndWrong,
    HowNeeded,
    ModesNeeded,
    PersonNeeded,
    ReturnWrong,
    RhythmNeeded,
)
from app.mentoring.models import Agreement
from app.mentoring.queries.pairings import Member
from app.mentoring.rules.agreements import ENTERED, LONGEST_BOUNDARIES, RHYTHMS
from app.mentoring.rules.topics import CONTACT_MODES
from app.web.context import typed_number
from app.web.forms import DayField, WebForm


class AgreementForm(WebForm):
    """How two go about it."""

    modes = SelectMultipleField(
        "How will you be in touch?", choices=dict(CONTACT_MODES), validate_choice=False
    )
    how_often = RadioField("How often?", choices=dict(RHYTHMS), validate_choice=False)
    ends_on = DayField("Until when?", render_kw={"type": "date"})
    boundaries = TextAreaField(
        "What do you both want to keep to?",
        validators=[Length(max=LONGEST_BOUNDARIES, message=BoundariesTooLong.sentence)],
        render_kw={"dir": "auto"},
    )
    seen = HiddenField()
    request_key = HiddenField()

    def start_from(self, version: Agreement, boundaries: str) -> None:
        """Fill it in as in an earlier version."""
        self.modes.data, self.how_often.data = version.modes, version.how_often
        self.ends_on.data, self.boundaries.data = version.ends_on, boundaries

    @property
    def wording(self) -> Wording:
        """What was sent."""
        return Wording(
            modes=self.modes.data or [],
            how_often=self.how_often.data or "",
            ends_on=self.ends_on.data,
            boundaries=self.boundaries.data or "",
        )

    @property
    def seen_number(self) -> int:
        """The newest version that they had before them; 0: none."""
        return typed_number(self.seen.data, otherwise=0)


class EnteredAgreementForm(AgreementForm):
    """The same when a coordinator writes it down for one of the two."""

    person = RadioField("Who says it?", validate_choice=False)
    how = RadioField("How do they agree to it?", choices=dict(ENTERED), validate_choice=False)

    def offer(self, members: Iterable[Member]) -> None:
        """Set the people to choose from."""
        self.person.choices = {str(one.person_id): one.name for one in members if one.person}


class PauseForm(WebForm):
    """When a break ends, if they know."""

    back_on = DayField(
        "When will you be back?", validators=[Optional()], render_kw={"type": "date"}
    )

    @property
    def day(self) -> date | None:
        """The day that was typed; None: they do not know yet.

        Raises: ReturnWrong when it cannot be read as one.
        """
        typed = (self.back_on.raw_data or [""])[0].strip()
        if typed and self.back_on.data is None:
            raise ReturnWrong
        return self.back_on.data


# The field that each refusal is shown beside.
FIELDS: Mapping[type[Refusal], str] = {
    ModesNeeded: "modes",
    RhythmNeeded: "how_often",
    EndWrong: "ends_on",
    BoundariesTooLong: "boundaries",
    PersonNeeded: "person",
    HowNeeded: "how",
    ReturnWrong: "back_on",
}
