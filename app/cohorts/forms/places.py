"""The form for a place, and the choice of the places that a cohort belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import Length, ValidationError

from app.cohorts.errors.places import PlaceNameNeeded
from app.cohorts.rules.places import say_position
from app.people.models import Place
from app.people.rules import PLACES, clean_name
from app.web.forms import WebForm

LONGEST_CODE = 20


class PlaceForm(WebForm):
    """What is known of a place."""

    name = StringField("Name", render_kw={"autocomplete": "off"})
    kind = SelectField("Kind of place", choices=dict(PLACES))
    ods_code = StringField(
        "ODS code",
        validators=[Length(max=LONGEST_CODE, message="An ODS code has at most 8 characters.")],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )

    position = StringField(
        "Its middle, as a map shows it",
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )

    @classmethod
    def of(cls, place: Place) -> PlaceForm:
        """The form with what is known of a place."""
        return cls(obj=place, data={"position": say_position(place.latitude, place.longitude)})

    def validate_name(self, field: StringField) -> None:
        """Check that there is a name.

        Raises: ValidationError.
        """
        if clean_name(field.data or "") is None:
            raise ValidationError(PlaceNameNeeded.sentence)


class PlacesField(SelectMultipleField):
    """Several of the places on the list; none is right, too."""

    def __init__(self, **options: Any) -> None:
        """A field with this one label."""
        super().__init__("Places", **options)

    def offer(self, places: Sequence[Place]) -> None:
        """Set the places to choose from."""
        self.choices = {str(place.id): place.name for place in places}

    @property
    def place_ids(self) -> list[UUID]:
        """The places that were chosen."""
        return [UUID(chosen) for chosen in self.data or []]
