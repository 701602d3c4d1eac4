"""The forms that open a cohort and change what is known of it."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import Length, ValidationError

from app.cohorts.errors import CohortNameNeeded
from app.cohorts.errors.seats import CapacityWrong
from app.cohorts.forms.places import PlacesField
from app.cohorts.rules import LONGEST_PHONE
from app.cohorts.rules.zones import zones
from app.people.models import Place
from app.people.rules import clean_name
from app.syllabus.models import Edition
from app.web.forms import DayField, WebForm

DIGITS_OF_SEATS = 5


class SeatsField(IntegerField):
    """How many people there is room for; empty is any number."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed.

        Raises: ValueError with a sentence for the person.
        """
        typed = "".join(valuelist).strip()
        self.data = None
        if not typed:
            return
        if not typed.isascii() or not typed.isdigit() or len(typed) > DIGITS_OF_SEATS:
            raise ValueError(CapacityWrong.sentence)
        self.data = int(typed)


class CohortFactsForm(WebForm):
    """What a cohort is called, how its people can ring, and where it belongs."""

    name = StringField("Name of the cohort", render_kw={"autocomplete": "off"})
    phone = StringField(
        "Phone number",
        validators=[Length(max=LONGEST_PHONE, message="Use at most 40 characters.")],
        render_kw={"type": "tel", "autocomplete": "off"},
    )
    places = PlacesField()

    def validate_name(self, field: StringField) -> None:
        """Check the name of the cohort.

        Raises: ValidationError.
        """
        if clean_name(field.data or "") is None:
            raise ValidationError(CohortNameNeeded.sentence)


class OpenCohortForm(CohortFactsForm):
    """All that a new cohort needs."""

    edition = SelectField("Course")
    starts_on = DayField("First day")
    time_zone = SelectField(
        "Time zone", choices={zone: zone for zone in zones()}, default="Europe/London"
    )
    capacity = SeatsField("How many people there is room for", render_kw={"autocomplete": "off"})

    def offer(self, editions: Sequence[Edition], places: Sequence[Place]) -> None:
        """Set the editions and places to choose from; the first edition is chosen already."""
        self.edition.choices = {edition.key: edition.title for edition in editions}
        self.places.offer(places)
