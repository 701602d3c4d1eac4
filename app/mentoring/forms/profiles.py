"""The form of a profile, the one for a rest, and the one for choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.validators import Length, Optional

from app.kit.errors import Refusal
from app.kit.languages import ENGLISH, all_languages
from app.mentoring.errors import profiles as errors
from app.mentoring.forms.listed import ListedField, ListedRadios
from app.mentoring.models import MentoringProfile
from app.mentoring.rules.profiles import Said
from app.mentoring.rules.topics import (
    CHARACTERISTICS,
    CONTACT_MODES,
    LONGEST_WORDS,
    MOST_CAPACITY,
    SIDES,
    TIMES,
    TOPICS,
)
from app.people.errors import DescribedMeanwhile
from app.people.models import Person, Place
from app.people.rules import LONGEST_WHAT_I_BRING, seen_mark
from app.web.forms import WebForm

LANGUAGES = {one.code: one.both_names for one in all_languages()}
ANY_DISTANCE = ""
DISTANCES = {
    ANY_DISTANCE: "However far it is",
    "0": "Only where I am",
    "3": "Up to 2 miles (3 km)",
    "8": "Up to 5 miles (8 km)",
    "16": "Up to 10 miles (16 km)",
    "32": "Up to 20 miles (32 km)",
    "80": "Up to 50 miles (80 km)",
}
ROOM = {"0": "Nobody at the moment", "1": "One person"} | {
    str(number): f"{number} people" for number in range(2, MOST_CAPACITY + 1)
}
# The field that each refusal is shown beside.
FIELDS: dict[type[Refusal], str] = {
    errors.WordsTooLong: "what_i_bring",
    errors.ManagerWrong: "manager_email",
    errors.PlaceGone: "place",
    errors.NothingOrSomething: "characteristics",
    errors.ChangedMeanwhile: "what_i_bring",
    DescribedMeanwhile: "what_i_bring",
}


def _some_of(label: str, choices: Mapping[str, str]) -> SelectMultipleField:
    """Several words of a list; a word that is not on it is passed over later."""
    return SelectMultipleField(label, choices=dict(choices), validate_choice=False)


def _words(label: str, longest: int) -> TextAreaField:
    message = f"Write at most {longest:,} characters here."
    return TextAreaField(label, validators=[Length(max=longest, message=message)])


class ProfileForm(WebForm):
    """What somebody says of themselves for the matching."""

    what_i_bring = _words("What I bring", LONGEST_WHAT_I_BRING)
    offers = _some_of("I offer", TOPICS)
    offer_words = _words("I offer, in my own words", LONGEST_WORDS)
    wishes = _some_of("I would like", TOPICS)
    wish_words = _words("I would like, in my own words", LONGEST_WORDS)
    contact_modes = _some_of("How I like to talk", CONTACT_MODES)
    first_language = ListedField("The language I like best", choices=LANGUAGES)
    languages = _some_of("I can talk in these as well", LANGUAGES)
    times = _some_of("When I have time", TIMES)
    place = SelectField("Where I am", validate_choice=False)
    furthest_km = ListedField("How far I would go to meet", choices=DISTANCES)
    capacity = ListedField("How many people I have time for at once", choices=ROOM, default="1")
    manager_email = EmailField("The e-mail address of whoever manages me")
    side = ListedRadios("Where to begin", choices=SIDES)
    characteristics = _some_of("What I may share with somebody", CHARACTERISTICS)
    nothing_shared = BooleanField("They want nothing kept here any more")
    characteristics_as_reason = BooleanField("Yes, we may both be told what we share")
    # When what it showed was changed, and the mark of what it showed of `what_i_bring`.
    seen = HiddenField()
    seen_bring = HiddenField()

    def offer_places(self, places: Sequence[Place]) -> None:
        """Set the places to choose from."""
        self.place.choices = {"": "I would rather not say"} | {
            str(place.id): place.name for place in places
        }

    def fill(self, person: Person, profile: MentoringProfile | None, side: str) -> None:
        """Show what is kept; for somebody new, what the platform knows already."""
        self.what_i_bring.data = person.what_i_bring
        self.saw(person, profile)
        if profile is None:
            self.first_language.data, self.side.data = person.language, side
            self.furthest_km.data = ANY_DISTANCE
            return
        for name in ("offers", "wishes", "contact_modes", "times", "side", "manager_email"):
            self[name].data = getattr(profile, name)
        self.offer_words.data, self.wish_words.data = profile.offer_words, profile.wish_words
        self.first_language.data = (profile.languages or [person.language])[0]
        self.languages.data = profile.languages[1:]
        self.place.data = str(profile.place_id or "")
        self.furthest_km.data = self.know_distance(profile.furthest_km)
        self.capacity.data = str(profile.capacity)
        self.characteristics_as_reason.data = profile.characteristics_as_reason

    def saw(self, person: Person, profile: MentoringProfile | None) -> None:
        """Note what there is now, so that the next saving is one that knows it."""
        self.seen.data = profile.changed_at.isoformat() if profile else ""
        self.seen_bring.data = seen_mark(person.what_i_bring)

    def know(self, characteristics: Sequence[str]) -> None:
        """Offer also what the person said when our list still had it."""
        gone = {one: one for one in characteristics if one not in CHARACTERISTICS}
        self.characteristics.choices = {**CHARACTERISTICS, **gone}

    @property
    def was_seen(self) -> datetime | None:
        """When what the form showed was changed."""
        try:
            return datetime.fromisoformat(self.seen.data or "")
        except ValueError:
            return None

    def said(self, *, of_oneself: bool) -> Said:
        """What was said.

        Whoever enters it for somebody cannot see what they share: ticks take its place, and none
        leave it.
        Raises: NothingOrSomething.
        """
        shared, none = self.characteristics.data or [], bool(self.nothing_shared.data)
        if not of_oneself and none and shared:
            raise errors.NothingOrSomething
        is_known = of_oneself or shared or none
        return Said(
            side=self.side.data or "",
            what_i_bring=self.what_i_bring.data or "",
            offers=self.offers.data or [],
            offer_words=self.offer_words.data or "",
            wishes=self.wishes.data or [],
            wish_words=self.wish_words.data or "",
            contact_modes=self.contact_modes.data or [],
            languages=[self.first_language.data or ENGLISH, *(self.languages.data or [])],
            place_id=as_id(self.place.data),
            furthest_km=int(self.furthest_km.data) if self.furthest_km.data else None,
            times=self.times.data or [],
            capacity=int(self.capacity.data),
            manager_email=self.manager_email.data or "",
            characteristics=shared if is_known else None,
            characteristics_as_reason=bool(self.characteristics_as_reason.data),
        )

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal beside its field."""
        self[FIELDS[type(refusal)]].errors = [refusal.sentence]

    def know_distance(self, kilometres: int | None) -> str:
        """A distance that is not on our list stays on it for this person; as a choice."""
        far = ANY_DISTANCE if kilometres is None else str(kilometres)
        if far not in DISTANCES:
            self.furthest_km.choices = {**DISTANCES, far: f"Up to {far} km"}
        return far


class RestForm(WebForm):
    """Until when somebody rests."""

    until = DateField("I am back on (if you know)", validators=[Optional()])

    @property
    def day(self) -> date | None:
        """The day on which they are here again; None: until they say so."""
        day: date | None = self.until.data
        return day


def as_id(text: str | None) -> UUID | None:
    """The id that a choice stands for; None when it is not one."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def chosen_ids(values: Sequence[str]) -> list[UUID]:
    """Whom somebody chose, in their order; empty lines are passed over."""
    return [one for one in map(as_id, values) if one is not None]
