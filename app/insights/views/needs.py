"""Who needs me today, and why: a list across all cohorts that somebody runs."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.insights.actions.needs import give_back_needs, take_needs
from app.insights.policy.needs import may_look_after, may_see_needs
from app.insights.queries.needs.groups import Run, runs_of
from app.insights.queries.needs.history import done_page
from app.insights.queries.needs.pages import NeedSeat, need_seat, needs_page, person_needs
from app.insights.rules.needs.greeting import greet, say_how_many, say_others
from app.insights.rules.needs.keeping import DONE, OPEN, OWNERS, SHOWS
from app.insights.rules.needs.listing import EVERYTHING, Wanted
from app.insights.rules.needs.strengths import beginning
from app.insights.rules.needs.table import BY_KEY, URGENCIES, rules_for
from app.insights.views.blueprint import bp
from app.kit.errors import NotFound
from app.web.context import actor, db, now
from app.web.guard import guard


@bp.get("/needs/")
@guard(runs_of, may_see_needs)
def needs(runs: Sequence[Run]) -> ResponseReturnValue:
    """Whom to be in touch with, what is for today first."""
    return _done(runs) if request.args.get("show") == DONE else _list(runs, "needs")


@bp.get("/needs/sheet")
@guard(runs_of, may_see_needs)
def needs_sheet(runs: Sequence[Run]) -> ResponseReturnValue:
    """The same list on paper, with room to write."""
    return _list(runs, "needs_sheet")


@bp.post("/needs/<uuid:enrolment_id>/owners")
@guard(need_seat, may_look_after)
def own_needs(seat: NeedSeat) -> ResponseReturnValue:
    """Look after somebody, or give it back."""
    found = person_needs(db(), actor(), seat, now())
    if found is None:
        raise NotFound
    gives_back = request.form.get("owner") == "nobody"
    act = give_back_needs if gives_back else take_needs
    ours = [need for need in found.needs if need.state == OPEN and not need.rule.is_kept_there]
    if act(db(), actor(), ours, enrolment_id=seat.enrolment.id, now=now()):
        words = "is anybody’s to look after again" if gives_back else "is looked after by you"
        flash(f"{seat.person.name} {words}.", "success")
    else:
        flash("Somebody else looks after this already, or it is done.", "info")
    return redirect(url_for(".need_of", enrolment_id=seat.enrolment.id))


def _list(runs: Sequence[Run], name: str) -> ResponseReturnValue:
    wanted, slug = _wanted(runs)
    found = needs_page(
        *(db(), actor(), runs, wanted),
        slug=slug,
        number=request.args.get("page", 1, type=int),
        now=now(),
    )
    is_all = wanted == EVERYTHING and not slug
    return render_template(
        f"insights/{name}.html",
        found=found,
        greeting=greet(actor().name, runs[0].zone, now()),
        how_many=say_how_many(found.people, found.today),
        others=say_others(found.people, found.today),
        is_all=is_all,
        urgencies=URGENCIES,
        beginning=beginning,
        **_choices(runs, wanted, slug),
    )


def _done(runs: Sequence[Run]) -> ResponseReturnValue:
    _, slug = _wanted(runs)
    ids = [run.id for run in runs if slug in ("", run.slug)]
    page = done_page(db(), actor(), ids, request.args.get("page", 1, type=int))
    return render_template(
        "insights/needs_done.html",
        page=page,
        **_choices(runs, Wanted(DONE), slug),
    )


def _wanted(runs: Sequence[Run]) -> tuple[Wanted, str]:
    """What the address asks for; nonsense stands for all."""
    asked = {name: request.args.get(name, "") for name in ("show", "owner", "reason", "cohort")}
    wanted = Wanted(
        asked["show"] if asked["show"] in SHOWS else OPEN,
        asked["owner"] if asked["owner"] in OWNERS else "all",
        asked["reason"] if asked["reason"] in BY_KEY else "",
    )
    return wanted, asked["cohort"] if asked["cohort"] in {run.slug for run in runs} else ""


def _choices(runs: Sequence[Run], wanted: Wanted, slug: str) -> dict[str, object]:
    """What the form above the list offers, and the address of the list as it is now."""
    asked = {
        "cohort": slug,
        "show": wanted.state if wanted.state != OPEN else "",
        "owner": wanted.owner if wanted.owner != "all" else "",
        "reason": wanted.reason,
    }
    given = {name: value for name, value in asked.items() if value}
    more = urlencode(given)
    return {
        "runs": runs,
        "wanted": wanted,
        "slug": slug,
        "rules": BY_KEY,
        "reasons": rules_for(actor().roles),
        "shows": SHOWS,
        "owners": OWNERS,
        "given": given,
        "href": f"/needs/?{more}{'&' if given else ''}page=",
    }
