"""Sessions and meetings as calendar programs read them (RFC 5545, and RFC 5546 to invite)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from app.gatherings.letters.zones import LONDON, london
from app.gatherings.rules import CANCELLED, WAYS
from app.kit.later import Later
from app.post.rules import sender_of
from app.post.rules.drafts import SIGNED
from app.post.rules.tongues import IN_ENGLISH, Tongue, mark, opening_capital

if TYPE_CHECKING:
    import icalendar

    from app.cohorts.models import Cohort
    from app.gatherings.models import Gathering
else:
    icalendar = Later("icalendar")

REQUEST = "REQUEST"
CANCEL = "CANCEL"
MAKER = "-//Discovery Learning Programme//Sessions//EN"
THIS_SESSION = mark("All about this session:")
# How often a calendar program should look at the feed again.
LOOK_AGAIN = timedelta(hours=1)


@dataclass(frozen=True)
class Event:
    """A session in a calendar; times are UTC, `zone` is its cohort's, `page` its page on our site.

    A meeting of two is one too: it has no cohort, and its words for `way` and what `page` is about.
    `uid` never changes, and `sequence` rises with each change, so that programs find what they
    hold and see that it is newer.
    """

    uid: str
    sequence: int
    cohort: str
    zone: str
    title: str
    starts_at: datetime
    ends_at: datetime
    state: str
    how: str
    place: str
    phone: str
    about: str
    page: str
    # When what it shows last changed, and the address that letters about it come from.
    changed_at: datetime
    organiser: str
    # How people take part, in English; empty: by the words for `how`.
    way: str = ""
    # What stands before the address of its page, in English.
    all_about_it: str = THIS_SESSION


def event_of(gathering: Gathering, cohort: Cohort, *, site: str) -> Event:
    """A session of a cohort as calendars show it; `site` is our web address."""
    return Event(
        uid=f"{gathering.id}@{urlsplit(site).hostname or 'localhost'}",
        sequence=gathering.sequence,
        cohort=cohort.name,
        zone=cohort.time_zone,
        title=gathering.title,
        starts_at=gathering.starts_at,
        ends_at=gathering.ends_at,
        state=gathering.state,
        how=gathering.how,
        place=gathering.place,
        phone=gathering.phone,
        about=gathering.about,
        page=f"{site}/sessions/{gathering.id}",
        changed_at=gathering.cancelled_at or gathering.changed_at or gathering.created_at,
        organiser=sender_of(site),
    )


def invitation(event: Event, method: str, *, now: datetime, tongue: Tongue = IN_ENGLISH) -> str:
    """One session for one letter, written `now`: REQUEST brings or changes it, CANCEL takes it out.

    One object holds one session, since Outlook leaves out all but the first (decision 13). The
    post puts in whom it is for.
    """
    calendar = _calendar(method=method)
    _add_zones(calendar, [event])
    component = _component(event, tongue, stamp=now)
    component.add(
        "ORGANIZER",
        f"mailto:{event.organiser}",
        parameters={"CN": _calm(event.cohort or tongue.say(SIGNED))},
    )
    calendar.add_component(component)
    return str(calendar.to_ical(), "utf-8")


def feed(events: Sequence[Event], *, name: str, tongue: Tongue = IN_ENGLISH) -> bytes:
    """Many sessions for a calendar that looks again by itself; the same events, the same bytes."""
    calendar = _calendar()
    calendar.add("NAME", name)
    calendar.add("X-WR-CALNAME", name)
    calendar.add("REFRESH-INTERVAL", LOOK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT1H")
    _add_zones(calendar, events)
    for event in events:
        calendar.add_component(_component(event, tongue, stamp=event.changed_at))
    written: bytes = calendar.to_ical()
    return written


def _calendar(method: str = "") -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("PRODID", MAKER)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    if method:
        calendar.add("METHOD", method)
    return calendar


def _add_zones(calendar: icalendar.Calendar, events: Iterable[Event]) -> None:
    """Describe the zone of London where an event is told in it."""
    if any(_clock(event).key == LONDON for event in events):
        calendar.add_component(london())


def _component(event: Event, tongue: Tongue, *, stamp: datetime) -> icalendar.Event:
    clock = _clock(event)
    component = icalendar.Event()
    component.add("UID", event.uid)
    component.add("SEQUENCE", event.sequence)
    component.add("DTSTAMP", stamp.replace(microsecond=0))
    component.add("LAST-MODIFIED", event.changed_at.replace(microsecond=0))
    component.add("DTSTART", event.starts_at.astimezone(clock))
    component.add("DTEND", event.ends_at.astimezone(clock))
    component.add("SUMMARY", f"{event.title} ({event.cohort})" if event.cohort else event.title)
    component.add("LOCATION", _where(event))
    component.add("DESCRIPTION", _what(event, tongue))
    component.add("URL", event.page)
    component.add("STATUS", "CANCELLED" if event.state == CANCELLED else "CONFIRMED")
    component.add("TRANSP", "TRANSPARENT" if event.state == CANCELLED else "OPAQUE")
    return component


def _clock(event: Event) -> ZoneInfo:
    """The zone that the times are told in: that of London, or UTC.

    Programs read other zones each in their own way, and UTC all in the same. So UTC is also for a
    session in the hour that the clocks of London show twice.
    """
    clock = ZoneInfo(LONDON)
    twice = any(moment.astimezone(clock).fold for moment in (event.starts_at, event.ends_at))
    return clock if event.zone == LONDON and not twice else ZoneInfo("UTC")


def _where(event: Event) -> str:
    """The place, or for a meeting online our page, which opens the room when it is time."""
    place = ", ".join(line.strip() for line in event.place.splitlines() if line.strip())
    return place if place and event.how != "online" else event.page


def _what(event: Event, tongue: Tongue) -> str:
    lines = [event.about] if event.about else []
    when, way = (
        tongue.say_moment(event.starts_at, event.zone),
        tongue.say(event.way or WAYS[event.how]),
    )
    lines.append(f"{opening_capital(when)}\n{way}")
    if event.phone:
        lines.append(tongue.say("By phone: ring {phone}", phone=event.phone))
    lines.append(f"{tongue.say(event.all_about_it)} {event.page}")
    return "\n\n".join(lines)


def _calm(name: str) -> str:
    """A name as a parameter takes it: no double quotes, which some programs cannot read."""
    return " ".join(name.replace('"', "'").split())
