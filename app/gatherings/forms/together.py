"""What all sessions of a series share: how, where, for how long, and what there is."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from wtforms import SelectMultipleField, StringField
from wtforms.validators import Length, ValidationError

from app.cohorts.actions.opening import clean_phone
from app.cohorts.errors import PhoneWrong
from app.gatherings.actions.plan import SessionPlan
from app.gatherings.actions.series import SeriesPlan, SeriesSession
from app.gatherings.errors import LengthWrong, LinkWrong
from app.gatherings.forms import (
    MinutesField,
    MoreAccessField,
    SeatsField,
    WayField,
)
from app.gatherings.forms.rows import Row, id_in, read_days
from app.gatherings.rules import (
    LONGEST,
    LONGEST_LINK,
    LONGEST_PLACE,
    SHORTEST,
    clean_link,
)
from app.gatherings.rules.access import OFFERS
from app.web.forms import WebForm


class TogetherForm(WebForm):
    """What all sessions of a series share."""

    minutes = MinutesField("How long, in minutes", default=90)
    how = WayField()
    place = StringField(
        "Place",
        validators=[Length(max=LONGEST_PLACE, message="Use at most 300 characters.")],
        render_kw={"autocomplete": "off"},
    )
    link = StringField(
        "Link to the online room",
        validators=[Length(max=LONGEST_LINK, message=LinkWrong.sentence)],
        render_kw={"type": "url", "autocomplete": "off"},
    )
    # A new cohort has a number of its own on the same page, and a capacity.
    dial = StringField("Number to take part by phone", render_kw={"type": "tel"})
    access = SelectMultipleField("What there is", choices=dict(OFFERS), validate_choice=False)
    more_access = MoreAccessField()
    seats = SeatsField("How many people there is room for at each session")

    def validate_minutes(self, field: MinutesField) -> None:
        """Check the length.

        Raises: ValidationError.
        """
        if field.data is None or not SHORTEST <= field.data <= LONGEST:
            raise ValidationError(LengthWrong.sentence)

    def validate_link(self, field: StringField) -> None:
        """Check that the link is one.

        Raises: ValidationError.
        """
        if clean_link(field.data or "") is None:
            raise ValidationError(LinkWrong.sentence)

    def validate_dial(self, field: StringField) -> None:
        """Check that the number is one.

        Raises: ValidationError.
        """
        try:
            clean_phone(field.data or "")
        except PhoneWrong as refusal:
            raise ValidationError(refusal.sentence) from None

    def plan(self, rows: Sequence[Row], request_key: UUID | None = None) -> SeriesPlan:
        """The sessions of these rows, each with what all share."""
        read = read_days(rows)
        sessions = {
            number: SeriesSession(
                SessionPlan(
                    title=row.title,
                    day=day,
                    clock=clock,
                    minutes=self.minutes.data or 0,
                    how=self.how.data or "",
                    place=self.place.data or "",
                    link=self.link.data or "",
                    phone=self.dial.data or "",
                    module_id=id_in(row.module),
                    offers=tuple(self.access.data or ()),
                    more_access=self.more_access.data or "",
                    capacity=self.seats.data,
                )
            )
            for number, (row, day, clock) in read.rows.items()
        }
        return SeriesPlan(sessions, request_key, read.unread)
