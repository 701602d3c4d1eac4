"""The form that plans a session."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import Any
from uuid import UUID

from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.form import BaseForm
from wtforms.validators import Length, ValidationError

from app.cohorts.rules import LONGEST_PHONE
from app.gatherings.errors import LengthWrong, LinkWrong, TitleNeeded, WayNeeded
from app.gatherings.errors.changes import AccessTooLong, CapacityWrong
from app.gatherings.models import Gathering
from app.gatherings.rules import (
    LONGEST_ABOUT,
    LONGEST_LINK,
    LONGEST_PLACE,
    LONGEST_TITLE,
    MOST_SEATS,
    WAYS,
)
from app.gatherings.rules.access import LONGEST_MORE, OFFERS, read_access
from app.people.rules import clean_name
from app.syllabus.models import CourseModule
from app.web.forms import DayField, WebForm

DIGITS_OF_MINUTES = 4


class ClockField(TimeField):
    """A time of day; whatever is not one gets a sentence that says how to write it."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed.

        Raises: ValueError with a sentence for the person.
        """
        try:
            self.data = time.fromisoformat(" ".join(valuelist).strip()).replace(tzinfo=None)
        except ValueError:
            self.data = None
            raise ValueError("Choose a time, or write it like 14:30.") from None


class MinutesField(IntegerField):
    """A number of minutes; whatever is not one gets a sentence that says what fits."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed.

        Raises: ValueError with a sentence for the person.
        """
        typed = " ".join(valuelist).strip()
        if not typed.isascii() or not typed.isdigit() or len(typed) > DIGITS_OF_MINUTES:
            self.data = None
            raise ValueError(LengthWrong.sentence)
        self.data = int(typed)


class SeatsField(IntegerField):
    """How many there is room for; empty is any number."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed.

        Raises: ValueError with a sentence for the person.
        """
        typed = " ".join(valuelist).strip()
        self.data = None
        if not typed:
            return
        figures = typed.lstrip("0")
        is_number = typed.isascii() and typed.isdigit() and len(figures) <= len(str(MOST_SEATS))
        if not is_number or not 1 <= int(figures or "0") <= MOST_SEATS:
            raise ValueError(CapacityWrong.sentence)
        self.data = int(figures)


class MoreAccessField(TextAreaField):
    """What else there is so that everybody can take part, in lines."""

    def __init__(self, **options: Any) -> None:
        """A field with its own label and limit."""
        limit = Length(max=LONGEST_MORE, message=AccessTooLong.sentence)
        super().__init__("What else there is", validators=[limit], **options)


class WayField(RadioField):
    """How people take part."""

    def __init__(self, label: str = "How people take part", **options: Any) -> None:
        """A choice of every way; one that is not chosen is told in our own words."""
        super().__init__(label, choices=dict(WAYS), validate_choice=False, **options)

    def pre_validate(self, form: BaseForm) -> None:
        """Check that a way was chosen.

        Raises: ValidationError.
        """
        del form
        if self.data not in WAYS:
            raise ValidationError(WayNeeded.sentence)


class SessionForm(WebForm):
    """When, where and how people meet."""

    title = StringField(
        "Title",
        validators=[Length(max=LONGEST_TITLE, message="Use at most 120 characters.")],
        render_kw={"autocomplete": "off"},
    )
    module = SelectField("Module", default="")
    day = DayField("Day")
    clock = ClockField("Start")
    minutes = MinutesField("How long, in minutes", default=60)
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
    phone = StringField(
        "Number to take part by phone",
        validators=[Length(max=LONGEST_PHONE, message="Use at most 40 characters.")],
        render_kw={"type": "tel", "autocomplete": "off"},
    )
    about = TextAreaField(
        "What you will do together",
        validators=[Length(max=LONGEST_ABOUT, message="Use at most 2,000 characters.")],
    )
    offers = SelectMultipleField("What there is", choices=dict(OFFERS), validate_choice=False)
    more_access = MoreAccessField()
    capacity = SeatsField("How many people there is room for")
    is_circle = BooleanField("This is a circle for people in mentoring")

    def offer(self, modules: Sequence[CourseModule]) -> None:
        """Set the modules to choose from, and put our own words for a way not chosen."""
        named = {str(module.id): f"{module.number}. {module.title}" for module in modules}
        self.module.choices = {"": "No module", **named}

    def validate_title(self, field: StringField) -> None:
        """Check that there is a title.

        Raises: ValidationError.
        """
        if clean_name(field.data or "") is None:
            raise ValidationError(TitleNeeded.sentence)

    @property
    def module_id(self) -> UUID | None:
        """The module that was chosen, if any."""
        return UUID(self.module.data) if self.module.data else None


def as_before(session: Gathering | None) -> dict[str, Any]:
    """How and where a cohort met before, to fill in a form with; empty when it never did."""
    if session is None:
        return {}
    offers, more = read_access(session.access)
    return {
        "minutes": round((session.ends_at - session.starts_at).total_seconds() / 60),
        "how": session.how,
        "place": session.place,
        "link": session.link,
        "phone": session.phone,
        "offers": offers,
        "more_access": more,
        "capacity": session.capacity,
    }
