"""The progress grid of a cohort, and one person's way."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.cohorts.policy import may_facilitate
from app.cohorts.queries import Seat, seat_by_slug
from app.cohorts.queries.places import places_of
from app.cohorts.rules import ROLES, STANDINGS, STATES
from app.insights.policy.progress import may_see_progress, may_see_progress_of
from app.insights.queries.progress import Grid, progress_grid
from app.insights.queries.tables import Table, table_of
from app.insights.queries.way import ProgressSeat, progress_seat, way_of
from app.insights.rules.asked import Asked, asked_from
from app.insights.rules.filters import ANY, HOW_FAR, NO_PLACE, YES
from app.insights.views.blueprint import bp
from app.insights.views.drawing import draw_head, draw_rows
from app.kit.plain import LONGEST_SOUGHT
from app.web.context import actor, db, now
from app.web.guard import guard

# The words that the filters offer.
WORDS = {
    "any_of_them": ANY,
    "how_far": HOW_FAR,
    "no_place": NO_PLACE,
    "yes": YES,
    "roles": ROLES,
    "standings": STANDINGS,
    "states": STATES,
}


@bp.get("/cohorts/<slug>/progress")
@guard(seat_by_slug, may_see_progress)
def progress(seat: Seat) -> ResponseReturnValue:
    """The people of the cohort, and how far they are with each module or step."""
    asked = asked_from(request.args)
    grid, table = shown_table(seat, asked)
    return render_template(
        "insights/progress.html",
        cohort=seat.cohort,
        asked=asked,
        modules=grid.modules,
        table=table,
        head=draw_head(table, asked.leading_to("module")),
        rows=draw_rows(table, with_links=not asked.whole),
        places=places_of(db(), seat.cohort.id),
        longest_name=LONGEST_SOUGHT,
        **WORDS,
    )


@bp.get("/cohorts/<slug>/progress/<uuid:enrolment_id>")
@guard(progress_seat, may_see_progress_of)
def way(facts: ProgressSeat) -> ResponseReturnValue:
    """How far one person is."""
    return render_template(
        "insights/way.html",
        facts=facts,
        cohort=facts.seat.cohort,
        modules=way_of(db(), facts, now=now()),
        standings=STANDINGS,
    )


def shown_table(seat: Seat, asked: Asked) -> tuple[Grid, Table]:
    """What an address asks to see: on the page, and in its files."""
    grid = progress_grid(
        db(),
        seat.cohort,
        asked.filters,
        number=None if asked.whole else asked.page,
        now=now(),
        sees_follow_ups=may_facilitate(actor(), seat),
    )
    module = asked.filters.within({one.facts.key for one in grid.modules}).module
    by_step = asked.by_step or bool(module)
    return grid, table_of(grid, module=module, by_step=by_step, zone=seat.cohort.time_zone)
