"""Choosing what to see of the record."""

from __future__ import annotations

from typing import cast

from wtforms import SearchField, SelectField
from wtforms.validators import Length, Optional, ValidationError

from app.kit.plain import LONGEST_SOUGHT, clean_sought
from app.rights.rules.record import Asked, deeds_like, since_day, until_day
from app.web.forms import DayField, WebForm

TOO_LONG = f"Please write at most {LONGEST_SOUGHT} letters."
UNKNOWN = "Please choose one of the list."
_sought = [Optional(), Length(max=LONGEST_SOUGHT, message=TOO_LONG)]


class RecordForm(WebForm):
    """Whose deeds, of which kind, for whom, and on which days."""

    class Meta(WebForm.Meta):
        """It only looks, so it needs no token."""

        csrf = False

    who = SearchField("Who did it", validators=_sought)
    whom = SearchField("For whom", validators=_sought)
    place = SelectField("Cohort", validators=[Optional()], validate_choice=False)
    room = SelectField("What it was about", validators=[Optional()], validate_choice=False)
    word = SearchField("A word of what was done", validators=_sought)
    since = DayField("From this day", validators=[Optional()])
    until = DayField("To this day", validators=[Optional()])

    def offer(self, rooms: dict[str, str], cohorts: list[tuple[str, str]]) -> RecordForm:
        """The same form with what there is to choose from."""
        self.room.choices = [("", "Everything"), *rooms.items()]
        self.place.choices = [("", "All cohorts"), *cohorts]
        return self

    def validate_place(self, field: SelectField) -> None:
        """Only what the list offers."""
        _one_of(field)

    def validate_room(self, field: SelectField) -> None:
        """Only what the list offers."""
        _one_of(field)

    def validate_until(self, field: DayField) -> None:
        """The last day is not before the first."""
        if field.data and self.since.data and field.data < self.since.data:
            message = "This day is before the first day. Please choose a later one."
            raise ValidationError(message)

    def asked(self, zone: str) -> Asked:
        """What was chosen; days begin and end in this zone."""
        return Asked(
            who=clean_sought(self.who.data or ""),
            whom=clean_sought(self.whom.data or ""),
            place=self.place.data or "",
            deeds=deeds_like(self.room.data or "", clean_sought(self.word.data or "")),
            since=since_day(self.since.data, zone),
            until=until_day(self.until.data, zone),
        )


def _one_of(field: SelectField) -> None:
    offered = cast("list[tuple[str, str]]", field.choices or [])
    if field.data not in dict(offered):
        raise ValidationError(UNKNOWN)
