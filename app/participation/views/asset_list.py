"""What there is in the place of a cohort: the list with its map, on a sheet, and as a file."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from urllib.parse import urlencode
from uuid import UUID

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from app.cohorts import policy
from app.cohorts.queries import Seat, seat_by_slug
from app.cohorts.queries.places import places_of
from app.kit.times import in_zone
from app.participation.models import Asset
from app.participation.policy.assets import may_confirm_asset
from app.participation.queries.asset_questions import questions_of
from app.participation.queries.assets import Wanted, all_assets, asset_seat, assets_page
from app.participation.rules.asset_file import assets_csv, in_words
from app.participation.rules.asset_map import Drawing, Point, draw
from app.participation.rules.assets import COSTS, KINDS, STEP_FREE, standing
from app.participation.views.blueprint import bp
from app.web.context import actor, db, now, request_key
from app.web.guard import guard

LONGEST_SEARCH = 200


@bp.get("/cohorts/<slug>/assets")
@guard(seat_by_slug, policy.may_open)
def assets(seat: Seat) -> ResponseReturnValue:
    """The list, what was looked for in it, and the map of those on this page."""
    wanted = _wanted()
    number = request.args.get("page", 1, type=int)
    page = assets_page(db(), seat.cohort.id, wanted, number, now())
    first = (page.number - 1) * page.size + 1
    return render_template(
        "participation/assets/list.html",
        **_words(seat, wanted),
        page=page,
        first=first,
        drawing=_drawing(seat, page.rows, first),
        adds=policy.may_learn(actor(), seat),
        facilitates=policy.may_facilitate(actor(), seat),
    )


@bp.get("/cohorts/<slug>/assets/sheet")
@guard(seat_by_slug, policy.may_open)
def asset_sheet(seat: Seat) -> ResponseReturnValue:
    """All of it to print, with the map; what people offer is not on it."""
    wanted = _wanted()
    rows = all_assets(db(), seat.cohort.id, wanted, now())
    return render_template(
        "participation/assets/sheet.html",
        **_words(seat, wanted),
        rows=rows,
        drawing=_drawing(seat, rows, 1),
        today=now(),
    )


@bp.get("/cohorts/<slug>/assets/file")
@guard(seat_by_slug, policy.may_open)
def asset_file(seat: Seat) -> ResponseReturnValue:
    """The same for a spreadsheet program."""
    zone = seat.cohort.time_zone
    rows = (_row(one, zone) for one in all_assets(db(), seat.cohort.id, _wanted(), now()))
    answer = Response(assets_csv(rows), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f"attachment; filename=assets-{seat.cohort.slug}.csv"
    return answer


@bp.get("/cohorts/<slug>/assets/questions")
@guard(seat_by_slug, policy.may_open)
def asset_questions(seat: Seat) -> ResponseReturnValue:
    """What waits for an answer of the actor, or of those who run the cohort."""
    runs_it = policy.may_look_after(actor(), seat)
    gone_id = request_key(request.args.get("gone"))
    return render_template(
        "participation/assets/questions.html",
        **_words(seat, Wanted()),
        questions=questions_of(db(), seat.cohort.id, None if runs_it else actor().id, now()),
        gone=_gone(seat, gone_id) if gone_id else None,
        runs_it=runs_it,
        facilitates=policy.may_facilitate(actor(), seat),
        me=actor().id,
    )


def _gone(seat: Seat, asset_id: UUID) -> Asset | None:
    """What has just left the list, if the actor may bring it back; one statement."""
    facts = asset_seat(db(), actor(), asset_id=asset_id)
    if facts is None or facts.seat.cohort.id != seat.cohort.id:
        return None
    is_theirs = facts.asset.gone_at is not None and may_confirm_asset(actor(), facts)
    return facts.asset if is_theirs else None


def _wanted() -> Wanted:
    kind = request.args.get("kind", "")
    return Wanted(
        words=request.args.get("q", "")[:LONGEST_SEARCH].strip(),
        kind=kind if kind in KINDS else "",
        is_free="free" in request.args,
        is_step_free="step_free" in request.args,
        is_gone=request.args.get("show") == "gone",
    )


def _words(seat: Seat, wanted: Wanted) -> dict[str, object]:
    """What the pages of the list say; `asked` is what was looked for, for addresses."""
    asked = {"q": wanted.words, "kind": wanted.kind, "show": "gone" if wanted.is_gone else ""}
    asked |= {"free": "yes" if wanted.is_free else ""}
    asked |= {"step_free": "yes" if wanted.is_step_free else ""}
    return {
        "cohort": seat.cohort,
        "wanted": wanted,
        "asked": urlencode({name: value for name, value in asked.items() if value}),
        "kinds": KINDS,
        "steps": STEP_FREE,
        "costs": COSTS,
        "standing": lambda one: standing(one.confirmed_at, now()),
    }


def _drawing(seat: Seat, rows: Sequence[Asset], first: int) -> Drawing | None:
    """The map of these rows, numbered as the list numbers them. At most one statement."""
    points = [
        Point(number, one.name, one.latitude, one.longitude)
        for number, one in zip(count(first), rows, strict=False)
        if one.latitude is not None and one.longitude is not None
    ]
    if not points:
        return None
    places = [
        Point(0, one.name, one.latitude, one.longitude)
        for one in places_of(db(), seat.cohort.id)
        if one.latitude is not None and one.longitude is not None
    ]
    return draw(points, places)


def _row(one: Asset, zone: str) -> tuple[str, ...]:
    kind, steps, cost = in_words(one.kind, one.step_free, one.cost)
    where = ["" if degrees is None else f"{degrees:g}" for degrees in (one.latitude, one.longitude)]
    confirmed = in_zone(one.confirmed_at, zone).date().isoformat()
    said = (one.name, kind, one.about, one.offers, one.for_whom, one.reach)
    return (*said, steps, cost, one.languages, one.access, one.area, *where, confirmed)
