"""One page that shows what will go out, what went out, and why something did not."""

from __future__ import annotations

from collections.abc import Sequence

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.queries import Seat, seat_by_slug
from app.correspondence.policy import may_see_letters
from app.correspondence.queries.letters import Wanted, letters_page
from app.correspondence.rules.words import FIRST_TAB, TABS, WAYS, say_fate, say_kind
from app.correspondence.views.blueprint import bp
from app.kit.seeking import LONGEST_SOUGHT, clean_sought
from app.post.rules.topics import RELEASE
from app.progress.queries.ahead import ReleaseAhead, releases_ahead
from app.web.context import db, now
from app.web.guard import guard


@bp.get("/cohorts/<slug>/letters")
@guard(seat_by_slug, may_see_letters)
def letters(seat: Seat) -> ResponseReturnValue:
    """The letters of a cohort, without their texts."""
    wanted = _wanted()
    found = letters_page(
        db(),
        seat.cohort.id,
        wanted,
        now=now(),
        number=request.args.get("page", 1, type=int),
    )
    return render_template(
        "correspondence/letters.html",
        cohort=seat.cohort,
        found=found,
        wanted=wanted,
        href=_href(seat, wanted),
        longest_name=LONGEST_SOUGHT,
        not_arrived=url_for(".letters", slug=seat.cohort.slug, tab="not-arrived"),
        tabs=TABS,
        ways=WAYS,
        say_kind=say_kind,
        say_fate=say_fate,
        now=now(),
        ahead=_ahead(seat, wanted),
    )


def _ahead(seat: Seat, wanted: Wanted) -> Sequence[ReleaseAhead]:
    """Letters that are written only when something opens, unless the page is narrowed down."""
    is_shown = wanted.kind in {None, RELEASE} and not wanted.channel and not wanted.name
    if wanted.tab != FIRST_TAB or not is_shown:
        return []
    return releases_ahead(db(), seat.cohort, now=now())


def _wanted() -> Wanted:
    tab = request.args.get("tab", FIRST_TAB)
    channel = request.args.get("channel", "")
    return Wanted(
        tab=tab if tab in TABS else FIRST_TAB,
        kind=request.args.get("kind") or None,
        channel=channel if channel in WAYS else None,
        name=clean_sought(request.args.get("name", "")),
    )


def _href(seat: Seat, wanted: Wanted) -> str:
    """The address of these letters, to which the number of a page is added."""
    return url_for(
        ".letters",
        slug=seat.cohort.slug,
        tab=wanted.tab,
        kind=wanted.kind,
        channel=wanted.channel,
        name=wanted.name or None,
    )
