"""The form that says how a person is reached, and what they like to get."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import time

from wtforms import (
    EmailField,
    Field,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import AnyOf, Length, ValidationError

from app.kit.errors import Refusal
from app.kit.languages import ENGLISH
from app.kit.zones import zones
from app.people import errors
from app.people.actions.contact import Contact
from app.people.models import Person
from app.people.phones import say_phone_number
from app.people.rules import CHANNELS, LONGEST_POST_ADDRESS, QUIET_FROM, QUIET_UNTIL
from app.post.rules.tongues import Tongues, mark
from app.post.rules.topics import CHOICES, NOW, TOPICS
from app.web.forms import WebForm

# Each language says it in its own words, with its own name in the place of English.
WRITE_TO_ME = mark("Write to me in English")

# The field that each refusal is shown beside.
FIELDS: dict[type[Refusal], str] = {
    errors.ChannelUnknown: "channel",
    errors.AddressNeeded: "channel",
    errors.NumberNeeded: "phone",
    errors.NumberWrong: "phone",
    errors.EmailWrong: "email",
    errors.AddressTaken: "email",
    errors.DoorTheirs: "channel",
    errors.AddressStays: "email",
    errors.PaperTooLong: "post_address",
    errors.ZoneUnknown: "time_zone",
    errors.LanguageUnknown: "letter_language",
}


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
            raise ValueError("Choose a time, or write it like 21:30.") from None


class ContactForm(WebForm):
    """How a person is reached: the way, where it leads, and the hours in which letters wait."""

    channel = RadioField(
        "How letters come",
        choices=dict(CHANNELS),
        validate_choice=False,
        validators=[AnyOf(CHANNELS, message=errors.ChannelUnknown.sentence)],
    )
    phone = StringField(
        "Phone number",
        render_kw={"autocomplete": "tel", "inputmode": "tel"},
    )
    email = EmailField("E-mail address", validators=[Length(max=320)])
    post_address = TextAreaField(
        "Where paper goes",
        validators=[Length(max=LONGEST_POST_ADDRESS, message=errors.PaperTooLong.sentence)],
    )
    time_zone = SelectField(
        "Time zone",
        choices={zone: zone for zone in zones()},
        validate_choice=False,
    )
    quiet_from = ClockField("Quiet from", default=QUIET_FROM)
    quiet_until = ClockField("Quiet until", default=QUIET_UNTIL)
    letter_language = RadioField("Language of letters", choices={}, validate_choice=False)
    reminders = RadioField(TOPICS["reminders"], choices=dict(CHOICES))
    catch_up = RadioField(TOPICS["catch_up"], choices=dict(CHOICES))
    release = RadioField(TOPICS["release"], choices=dict(CHOICES))
    pledges = RadioField(TOPICS["pledges"], choices=dict(CHOICES))
    outcomes = RadioField(TOPICS["outcomes"], choices=dict(CHOICES))
    assets = RadioField(TOPICS["assets"], choices=dict(CHOICES))

    # In which language they get letters now, and those that can be chosen, by their codes.
    language_now = ENGLISH
    language_names: Mapping[str, str] = {}

    @classmethod
    def of(cls, person: Person, choices: dict[str, str], tongues: Tongues) -> ContactForm:
        """The form as things stand for a person; `choices` are by topic."""
        chosen = {topic: choices.get(topic, NOW) for topic in TOPICS}
        form = cls(formdata=None, obj=person, data=chosen).in_tongues(tongues, person)
        form.letter_language.data = form.language_now
        form.phone.data = say_phone_number(person.phone) if person.phone else ""
        return form

    def in_tongues(self, tongues: Tongues, person: Person) -> ContactForm:
        """The same form with the languages in which this person can get letters."""
        self.language_now = tongues.of(person.wants_letters_in).language.code
        self.language_names = {one.code: one.both_names for one in tongues.languages}
        self.letter_language.choices = {
            one.code: tongues.of(one.code).say(WRITE_TO_ME) for one in tongues.languages
        }
        return self

    def validate_letter_language(self, field: RadioField) -> None:
        """Check that letters can be had in it; a form without the question leaves it as it is.

        Raises: ValidationError.
        """
        if field.data and field.data not in self.language_names:
            raise ValidationError(errors.LanguageUnknown.sentence)

    @property
    def topics(self) -> Iterator[Field]:
        """The questions about what to get, in the order of the topics."""
        return (self[topic] for topic in TOPICS)

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen for each topic."""
        return {topic: self[topic].data for topic in TOPICS}

    @property
    def contact(self) -> Contact:
        """How the person wants to be reached, as it was typed."""
        wanted = self.letter_language.data or ""
        return Contact(
            channel=self.channel.data or "",
            phone=self.phone.data or "",
            email=self.email.data or "",
            post_address=self.post_address.data or "",
            time_zone=self.time_zone.data or "",
            quiet_from=self.quiet_from.data or QUIET_FROM,
            quiet_until=self.quiet_until.data or QUIET_UNTIL,
            # What nobody changed goes on following the language of pages.
            language="" if wanted == self.language_now else wanted,
        )

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal beside its field.

        Raises: the refusal, when it belongs to no field.
        """
        name = FIELDS.get(type(refusal))
        if name is None:
            raise refusal
        self[name].errors = [refusal.sentence]
