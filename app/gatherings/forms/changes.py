"""The forms that change sessions: one of them, or several of a series."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import TYPE_CHECKING
from uuid import UUID

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import Length

from app.gatherings.forms import SessionForm
from app.gatherings.rules.access import read_access
from app.gatherings.rules.changes import NAMES
from app.gatherings.rules.roles import LONGEST_NAME, ROLES
from app.gatherings.rules.series_changes import ONE, SCOPES, Shift
from app.kit.times import in_zone

if TYPE_CHECKING:
    from app.gatherings.models import Gathering
    from app.people.models import Person

DIGITS_OF_MINUTES = 5
BY_LATER = "later"
BY_EARLIER = "earlier"
BY_CLOCK = "clock"
WAYS_TO_MOVE = {
    BY_LATER: "Later",
    BY_EARLIER: "Earlier",
    BY_CLOCK: "To another time of day",
}


class ChangeForm(SessionForm):
    """A session as it is, to be changed: the fields of planning."""

    def fill(self, gathering: Gathering, zone: str, module_id: UUID | None) -> None:
        """Show a session as it is; `module_id` is its module in the edition of today."""
        starts = in_zone(gathering.starts_at, zone)
        length = gathering.ends_at - gathering.starts_at
        for name in NAMES:
            if name in self:
                self[name].data = getattr(gathering, name)
        self.module.data = str(module_id) if module_id else ""
        self.day.data = date(starts.year, starts.month, starts.day)
        self.clock.data = starts.time().replace(second=0, microsecond=0)
        self.minutes.data = int(length.total_seconds()) // 60
        self.offers.data, self.more_access.data = read_access(gathering.access)

    def offer_old(self, module_id: UUID | None) -> None:
        """Keep a module that the edition of today does not have among the choices."""
        if module_id is not None:
            self.module.choices = [
                *(self.module.choices or []),
                (str(module_id), "The module it is on now"),
            ]


class MoveForm(FlaskForm):
    """How far sessions move, and which of them; it is sent by GET, since it only asks."""

    class Meta:
        """A question changes nothing, so it needs no token."""

        csrf = False

    scope = RadioField("Which sessions", choices=list(SCOPES.items()), validate_choice=False)
    way = RadioField("Where to", choices=list(WAYS_TO_MOVE.items()), validate_choice=False)
    minutes = StringField("By how many minutes", render_kw={"autocomplete": "off"})
    clock = StringField("The new time of day", render_kw={"type": "time"})

    @property
    def shift(self) -> Shift | None:
        """What was filled in; None when it is not one clear thing."""
        if self.way.data == BY_CLOCK:
            return _clock(self.clock.data or "")
        typed = (self.minutes.data or "").strip()
        digits = typed.isascii() and typed.isdigit() and len(typed) <= DIGITS_OF_MINUTES
        if self.way.data not in WAYS_TO_MOVE or not digits or not int(typed):
            return None
        return Shift(minutes=int(typed) * (-1 if self.way.data == BY_EARLIER else 1))


class ScopeForm(FlaskForm):
    """Which sessions are called off; it is sent by GET, since it only asks."""

    class Meta:
        """A question changes nothing, so it needs no token."""

        csrf = False

    scope = RadioField(
        "Which sessions", choices=list(SCOPES.items()), default=ONE, validate_choice=False
    )


class RoleForm(FlaskForm):
    """Who has which role: somebody of the cohort, or a guest."""

    role = SelectField("Role", choices=list(ROLES.items()), validate_choice=False)
    person = SelectField("Somebody of the cohort", default="", validate_choice=False)
    guest = StringField(
        "Or a guest",
        validators=[Length(max=LONGEST_NAME, message="Use at most 80 characters.")],
        render_kw={"autocomplete": "off"},
    )

    def offer(self, people: Sequence[Person]) -> None:
        """Set the people to choose from; of two with one name, the address tells who is who."""
        names = [person.name for person in people]
        self.person.choices = [
            ("", "Nobody chosen"),
            *((str(one.id), _named(one, names)) for one in people),
        ]


def _named(person: Person, names: Sequence[str]) -> str:
    if names.count(person.name) == 1:
        return person.name
    return f"{person.name} ({person.email or person.phone or 'no e-mail'})"


def _clock(text: str) -> Shift | None:
    try:
        return Shift(clock=time.fromisoformat(text.strip()).replace(tzinfo=None))
    except ValueError:
        return None
