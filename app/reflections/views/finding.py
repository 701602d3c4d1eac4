"""Searching one's own log; what was searched for stands sealed in the address."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import NotFound
from app.kit.times import say_date
from app.reflections.queries.finding import found_page, modules_of_log, sealed_search
from app.reflections.queries.frame import frame_of
from app.reflections.rules import clean_text
from app.reflections.rules.months import read_month
from app.reflections.rules.searches import Search
from app.reflections.rules.searching import LONGEST_SEARCH
from app.reflections.rules.spoken import SAID
from app.reflections.views.blueprint import bp
from app.web.context import actor, db, now, request_key
from app.web.guard import signed_in

LONGEST_KEY = 60


@bp.get("/reflections/searches/new")
@signed_in
def search() -> ResponseReturnValue:
    """All ways to search."""
    return render_template(
        "reflections/finding/new.html",
        frame=frame_of(db(), actor(), now=now()),
        modules=modules_of_log(db(), actor()),
        search=Search(),
        longest=LONGEST_SEARCH,
    )


@bp.post("/reflections/searches")
@signed_in
def begin_search() -> ResponseReturnValue:
    """Lead to what is found. Sent as a form, so that no address ever holds the words."""
    wanted = _asked_for()
    sought = sealed_search(db(), actor(), wanted) if wanted else None
    return redirect(url_for(".found", sought=sought) if sought else url_for(".search"))


@bp.get("/reflections/found")
@signed_in
def found() -> ResponseReturnValue:
    """What a search found, page by page."""
    sought = request.args.get("sought", "")
    shown = found_page(db(), actor(), sought, request.args.get("page", 1, type=int), now=now())
    if shown is None:
        raise NotFound
    return render_template(
        "reflections/finding/found.html",
        frame=shown.frame,
        modules=shown.modules,
        search=shown.search,
        page=shown.page,
        sought=sought,
        longest=LONGEST_SEARCH,
        companies=SAID,
        say_date=say_date,
    )


def _asked_for() -> Search:
    form = request.form
    since, until = read_month(form.get("since")), read_month(form.get("until"))
    if since and until:
        since, until = sorted((since, until))
    module = request_key(form.get("module"))
    return Search(
        words=clean_text(form.get("words", ""))[:LONGEST_SEARCH].strip(),
        feature=clean_text(form.get("feature", ""))[:LONGEST_KEY],
        module=str(module) if module else "",
        since=since,
        until=until,
    )
