"""The forms that change sessions: one of them, or several of a series."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import TYPE_CHECKING, Any
from uuid import UUID

from wtforms import RadioField, SelectField, StringField
from wtforms.validators import Length

from app.gatherings.forms import SessionForm
from app.gatherings.rules.access import read_access
from app.gatherings.rules.changes import Stand, Standing
from app.gatherings.rules.roles import LONGEST_NAME, ROLES
from app.gatherings.rules.series_changes import ONE, SCOPES, Shift
from app.kit.times import in_zone
from app.web.forms import WebForm

if TYPE_CHECKING:
    from app.gatherings.models import Gathering
    from app.people.models import Person

DIGITS_OF_MINUTES = 5
# What a number may count, in minutes each.
UNITS = {"1": "minutes", "60": "hours", "1440": "days"}
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
        self.module.data = str(module_id) if module_id else ""
        for name, value in _shown(gathering, zone).items():
            self[name].data = value

    def take_in(self, seen: Stand, stands: Stand, zone: str) -> None:
        """What the person left as they saw it becomes what it is now; what they changed stays."""
        now = _shown(stands, zone)
        for name, value in _shown(seen, zone).items():
            if _bare(self[name].data) == _bare(value):
                self[name].data, self[name].raw_data = now[name], None

    def offer_old(self, module_id: UUID | None) -> None:
        """Keep a module that the edition of today does not have among the choices."""
        if module_id is not None:
            self.module.choices = {
                **{one[0]: one[1] for one in self.module.iter_choices()},
                str(module_id): "The module it is on now",
            }


def _shown(session: Standing | Stand, zone: str) -> dict[str, Any]:
    """What each field shows of a session."""
    starts = in_zone(session.starts_at, zone)
    offers, more = read_access(session.access)
    names = ("title", "how", "place", "link", "phone", "about", "capacity")
    return {
        **{name: getattr(session, name) for name in names},
        "day": starts.date(),
        "clock": starts.time().replace(second=0, microsecond=0),
        "minutes": int((session.ends_at - session.starts_at).total_seconds()) // 60,
        "offers": offers,
        "more_access": more,
    }


def _bare(value: Any) -> Any:
    """A value without what a browser adds or an order that means nothing."""
    if value is None or isinstance(value, str):
        return [line.strip() for line in (value or "").strip().splitlines()]
    return sorted(value) if isinstance(value, list) else value


class MoveForm(WebForm):
    """How far sessions move, and which of them; it is sent by GET, since it only asks."""

    class Meta:
        """A question changes nothing, so it needs no token."""

        csrf = False

    scope = RadioField("Which sessions", choices=dict(SCOPES), validate_choice=False)
    way = RadioField("Where to", choices=dict(WAYS_TO_MOVE), validate_choice=False)
    far = StringField("How far", render_kw={"autocomplete": "off"})
    unit = SelectField(
        "Minutes, hours or days", choices=dict(UNITS), default="60", validate_choice=False
    )
    clock = StringField("The new time of day", render_kw={"type": "time"})

    @property
    def shift(self) -> Shift | None:
        """What was filled in; None when it is not one clear thing."""
        if self.way.data == BY_CLOCK:
            return _clock(self.clock.data or "")
        typed = (self.far.data or "").strip()
        digits = typed.isascii() and typed.isdigit() and len(typed) <= DIGITS_OF_MINUTES
        known = self.way.data in WAYS_TO_MOVE and self.unit.data in UNITS
        if not known or not digits or not int(typed):
            return None
        minutes = int(typed) * int(self.unit.data)
        return Shift(minutes=-minutes if self.way.data == BY_EARLIER else minutes)


class ScopeForm(WebForm):
    """Which sessions are called off; it is sent by GET, since it only asks."""

    class Meta:
        """A question changes nothing, so it needs no token."""

        csrf = False

    scope = RadioField("Which sessions", choices=dict(SCOPES), default=ONE, validate_choice=False)


class RoleForm(WebForm):
    """Who has which role: somebody of the cohort, or a guest."""

    role = SelectField("Role", choices=dict(ROLES), validate_choice=False)
    person = SelectField("Somebody of the cohort", default="", validate_choice=False)
    guest = StringField(
        "Or a guest",
        validators=[Length(max=LONGEST_NAME, message="Use at most 80 characters.")],
        render_kw={"autocomplete": "off"},
    )

    def offer(self, people: Sequence[Person]) -> None:
        """Set the people to choose from; of two with one name, the address tells who is who."""
        names = [person.name for person in people]
        self.person.choices = {
            "": "Nobody chosen",
            **{str(one.id): _named(one, names) for one in people},
        }


def _named(person: Person, names: Sequence[str]) -> str:
    if names.count(person.name) == 1:
        return person.name
    return f"{person.name} ({person.email or person.phone or 'no e-mail'})"


def _clock(text: str) -> Shift | None:
    try:
        return Shift(clock=time.fromisoformat(text.strip()).replace(tzinfo=None))
    except ValueError:
        return None
