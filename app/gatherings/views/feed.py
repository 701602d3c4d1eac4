"""A person's own calendar: what calendar programs read, and the page with its address."""

from __future__ import annotations

from hashlib import sha256

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.gatherings.actions.feed import end_feed, make_feed, renew_feed
from app.gatherings.letters.calendar import feed as write_feed
from app.gatherings.queries.feed import feed_of, open_feed
from app.gatherings.views.blueprint import bp
from app.kit.errors import NotFound
from app.post.kinds import Desk
from app.post.queries.recipients import recipients_of
from app.post.rules.tongues import mark
from app.web.context import actor, db, now, platform, request_key
from app.web.guard import open_to_all, signed_in
from app.web.limits import limiter

# What the signed address is for.
CALENDAR = "calendar"
NAME = mark("Discovery Learning sessions")


@bp.get("/calendar/<word>.ics")
@open_to_all("calendar programs cannot sign in; the address is a key that its person can end")
@limiter.limit("60 per minute")
def feed(word: str) -> ResponseReturnValue:
    """What one person has times for, for a calendar program, or that nothing has changed."""
    feed_id = platform().links.read(CALENDAR, word)
    found = open_feed(db(), feed_id) if feed_id else None
    if found is None:
        raise NotFound
    reader = recipients_of(db(), [found.person_id])[found.person_id]
    tongue = platform().office.tongues.of(reader.language)
    desk = Desk(site=platform().settings.base_url, now=now(), tongue=tongue)
    events = sorted(
        (
            event
            for source in platform().feeds
            for event in source.events(db(), found.person_id, desk)
        ),
        key=lambda event: (event.starts_at, event.uid),
    )
    changed_at = max((event.changed_at for event in events), default=found.created_at)
    answer = Response(
        write_feed(events, name=tongue.say(NAME), tongue=tongue),
        content_type="text/calendar; charset=utf-8",
    )
    answer.set_etag(sha256(answer.get_data()).hexdigest()[:32])
    answer.headers["Cache-Control"] = "private, max-age=0, must-revalidate"
    answer.headers["Content-Disposition"] = "inline; filename=sessions.ics"
    answer.last_modified = changed_at
    # A session that is gone leaves no younger date behind, so only the content itself can tell.
    return _unchanged(answer) if request.if_none_match.contains_weak(_etag(answer)) else answer


@bp.get("/account/calendar")
@signed_in
def own_calendar() -> ResponseReturnValue:
    """The address of one's own calendar, and how to put it into a phone or a computer."""
    found = feed_of(db(), actor().id)
    word = platform().links.sign(CALENDAR, found.id) if found else ""
    address = f"{platform().settings.base_url}{url_for('.feed', word=word)}" if found else ""
    return render_template("gatherings/calendar.html", feed=found, address=address)


@bp.post("/account/calendar")
@signed_in
@limiter.limit("20 per minute")
def make_calendar() -> ResponseReturnValue:
    """Make the address."""
    make_feed(db(), actor(), now=now())
    flash("Your calendar has an address now.", "success")
    return redirect(url_for(".own_calendar"))


@bp.post("/account/calendar/renewals")
@signed_in
@limiter.limit("20 per minute")
def renew_calendar() -> ResponseReturnValue:
    """Make a new address, and end the old one."""
    renew_feed(db(), actor(), shown=request_key(request.form.get("feed")), now=now())
    flash("Your calendar has a new address. The old one does not work any more.", "success")
    return redirect(url_for(".own_calendar"))


@bp.post("/account/calendar/endings")
@signed_in
def end_calendar() -> ResponseReturnValue:
    """End the address."""
    end_feed(db(), actor(), shown=request_key(request.form.get("feed")), now=now())
    flash("The address does not work any more.", "info")
    return redirect(url_for(".own_calendar"))


def _etag(answer: Response) -> str:
    return answer.get_etag()[0] or ""


def _unchanged(answer: Response) -> Response:
    """The same answer without its content."""
    answer.set_data(b"")
    answer.status_code = 304
    return answer
