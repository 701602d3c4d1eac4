"""The forms of a local indicator: what to look at, how it was agreed, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from app.kit.db import new_id
from app.practice.actions.indicator_values import FoundValue
from app.practice.actions.indicators import Proposal
from app.practice.errors.indicators import PartTooLong
from app.practice.rules.indicators import KINDS, LONGEST, WAYS, Words
from app.suggestions.queries.entering import Teller
from app.web.context import request_key
from app.web.forms import DayField, WebForm

AUTO = {"dir": "auto"}


class ToldForm(WebForm):
    """What can be entered for somebody else, by a facilitator."""

    person = SelectField("For whom do you enter it?", validate_choice=False)
    request_key = HiddenField()

    def offer(self, people: Sequence[Teller]) -> None:
        """Set the people to choose from."""
        named = {str(one.person_id): one.name for one in people}
        self.person.choices = {"": "For myself", **named}

    @property
    def told_by(self) -> UUID | None:
        """Who told it; None: whoever sends the form."""
        return request_key(self.person.data)

    @property
    def key(self) -> UUID:
        """The key of this form."""
        return request_key(self.request_key.data) or new_id()


class IndicatorForm(ToldForm):
    """What one would see, how one would know, from whom, how often, and what is counted."""

    what = TextAreaField(
        "What would we see?",
        validators=[Length(max=LONGEST, message=PartTooLong.sentence)],
        render_kw=AUTO,
    )
    how = StringField("How would we know?", render_kw=AUTO)
    from_whom = StringField("From whom?", render_kw=AUTO)
    how_often = StringField("How often would we look?", render_kw=AUTO)
    kind = RadioField("What is counted?", choices=dict(KINDS), validate_choice=False)
    unit = StringField("If it is not people: what is it?", render_kw=AUTO)

    def proposal(self) -> Proposal:
        """What was sent."""
        parts = (self.what, self.how, self.from_whom, self.how_often)
        return Proposal(
            words=Words(*(part.data or "" for part in parts)),
            kind=self.kind.data or "",
            unit=self.unit.data or "",
            told_by=self.told_by,
            form_key=self.key,
        )


class AgreedForm(WebForm):
    """How a cohort agreed on an indicator."""

    way = RadioField("How did you agree?", choices=dict(WAYS), validate_choice=False)
    poll = StringField("The address of the poll")


class ValueForm(ToldForm):
    """What was found on a day, where it comes from, and what to be careful with."""

    day = DayField("For which day is this so?", validators=[Optional()])
    value = StringField("The value")
    n = StringField("How many is it about (n)?")
    source = StringField("Where does it come from?", render_kw=AUTO)
    caution = StringField("What should one be careful with?", render_kw=AUTO)

    def found(self) -> FoundValue:
        """What was sent."""
        return FoundValue(
            day=self.day.data,
            value=self.value.data or "",
            n=self.n.data or "",
            source=self.source.data or "",
            caution=self.caution.data or "",
            told_by=self.told_by,
            form_key=self.key,
        )


class RetireForm(WebForm):
    """Why an indicator is left."""

    reason = StringField("Why do you leave it?", render_kw=AUTO)
