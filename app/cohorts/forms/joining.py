"""The forms for keys, for coming in by one, and for the seats of a cohort."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from wtforms import EmailField, RadioField, SelectField, StringField
from wtforms.validators import ValidationError

from app.cohorts.errors import UnknownStanding
from app.cohorts.errors.seats import CapacityWrong, CapWrong, HoursWrong, LastDayWrong
from app.cohorts.forms import a_name, an_email
from app.cohorts.rules import STANDINGS
from app.cohorts.rules.seats import OFFER_HOURS, say_hours
from app.people.models import Place
from app.web.forms import DayField, WebForm

LONGEST_NUMBER = 5
NO_PLACE = {"": "None of these"}


class CountField(StringField):
    """A whole number, or empty for no limit; what was typed is shown again as it was."""

    @property
    def count(self) -> int | None:
        """The number; None: no limit.

        Raises: ValueError.
        """
        typed = (self.data or "").strip()
        if not typed:
            return None
        if not (typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER):
            raise ValueError(typed)
        return int(typed)


class KeyForm(WebForm):
    """What a new key is made with."""

    standing = SelectField(
        "They come as",
        choices=dict(STANDINGS),
        default="community_health_creator",
        validate_choice=False,
    )
    last_day = DayField("Last day")
    cap = CountField("How many people may use it", render_kw={"autocomplete": "off"})
    asks_first = RadioField(
        "When somebody types the word",
        choices={
            "no": "They are in, as long as there is a seat",
            "yes": "I say yes to each person first",
        },
        default="no",
    )
    place = SelectField("Where they come from", choices=NO_PLACE, default="")

    def offer(self, places: Sequence[Place]) -> None:
        """Set the places to choose from."""
        self.place.choices = {**NO_PLACE, **{str(place.id): place.name for place in places}}

    @property
    def place_id(self) -> UUID | None:
        """The place that was chosen, if one was."""
        return UUID(self.place.data) if self.place.data else None

    def validate_standing(self, field: SelectField) -> None:
        """Check that it is one of the standings.

        Raises: ValidationError.
        """
        if field.data not in STANDINGS:
            raise ValidationError(UnknownStanding.sentence)

    def validate_last_day(self, field: DayField) -> None:
        """Check that there is a day.

        Raises: ValidationError.
        """
        if field.data is None:
            raise ValidationError(LastDayWrong.sentence)

    def validate_cap(self, field: CountField) -> None:
        """Check that it is a number or empty.

        Raises: ValidationError.
        """
        try:
            _ = field.count
        except ValueError:
            raise ValidationError(CapWrong.sentence) from None


class WordForm(WebForm):
    """The word that somebody was given."""

    class Meta:
        """It only leads to a page, so it needs no token."""

        csrf = False

    word = StringField(
        "Your word",
        render_kw={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"},
    )


class WayInForm(WebForm):
    """Who would like to join and is not signed in."""

    name = StringField("Your name", validators=[a_name], render_kw={"autocomplete": "name"})
    email = EmailField(
        "Your e-mail address",
        validators=[an_email],
        render_kw={"autocomplete": "email", "spellcheck": "false"},
    )


class SeatsForm(WebForm):
    """How many seats a cohort has, and how long an offered one is kept."""

    capacity = CountField("How many people there is room for", render_kw={"autocomplete": "off"})
    offer_hours = SelectField("How long a seat is kept", coerce=int, validate_choice=False)

    def offer(self, hours: int) -> None:
        """Set the times to choose from; the cohort's own is always among them."""
        times = sorted({*OFFER_HOURS, hours})
        self.offer_hours.choices = {str(time): say_hours(time) for time in times}

    def validate_capacity(self, field: CountField) -> None:
        """Check that it is a number or empty.

        Raises: ValidationError.
        """
        try:
            _ = field.count
        except ValueError:
            raise ValidationError(CapacityWrong.sentence) from None

    def validate_offer_hours(self, field: SelectField) -> None:
        """Check that a time was chosen.

        Raises: ValidationError.
        """
        if field.data is None:
            raise ValidationError(HoursWrong.sentence)
