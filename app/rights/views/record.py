"""The record of who did what: for programme leads, for whoever runs a cohort, and of oneself."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.policy import may_look_after
from app.cohorts.queries import Seat, seat_by_slug
from app.kit.deeds import COHORT, PEOPLE
from app.kit.paging import Page
from app.kit.spreadsheets import csv_file
from app.kit.times import say_zone
from app.people.rules import PROGRAMME_LEAD
from app.rights.forms.record import RecordForm
from app.rights.queries.record import (
    cohorts_by_name,
    for_cohort,
    for_leads,
    own_page,
    record_page,
    sealed,
)
from app.rights.rules.record import Line, by_day, file_rows, rooms_for
from app.rights.views.blueprint import bp
from app.web.context import actor, db, typed_number
from app.web.downloads import CSV, download
from app.web.guard import guard, role, signed_in


@bp.get("/admin/record")
@role(PROGRAMME_LEAD)
def record() -> ResponseReturnValue:
    """What was done on the platform, newest first."""
    form = _form_for_leads()
    if not form.validate():
        return _leads_page(form, None), 422
    return _leads_page(form, _page_for_leads(form))


@bp.get("/admin/record.csv")
@role(PROGRAMME_LEAD)
def record_csv() -> ResponseReturnValue:
    """The lines that are on the screen, as a file."""
    form = _form_for_leads()
    if not form.validate():
        return _leads_page(form, None), 422
    rows = file_rows(_page_for_leads(form).rows, actor().time_zone)
    return download(csv_file(rows), CSV, "record.csv")


@bp.get("/cohorts/<slug>/record")
@guard(seat_by_slug, may_look_after)
def record_of_cohort(seat: Seat) -> ResponseReturnValue:
    """How the cohort was run, newest first."""
    form = RecordForm(request.args).offer(rooms_for(COHORT), [])
    zone, may_read = seat.cohort.time_zone, for_cohort(seat.cohort.id)
    is_fine = form.validate()
    page = record_page(db(), may_read, form.asked(zone), _number()) if is_fine else None
    here = url_for("rights.record_of_cohort", slug=seat.cohort.slug)
    shown = _shown(page, zone, here, in_place=False)
    body = render_template("rights/record_of_cohort.html", form=form, cohort=seat.cohort, **shown)
    return body, 200 if is_fine else 422


@bp.get("/account/record")
@signed_in
def own_record() -> ResponseReturnValue:
    """What one did, and what others did for one."""
    me = actor()
    page = own_page(db(), me.id, _number())
    here = url_for("rights.own_record")
    shown = _shown(page, me.time_zone, here, reader_id=me.id)
    return render_template("rights/own_record.html", **shown)


def _form_for_leads() -> RecordForm:
    return RecordForm(request.args).offer(rooms_for(PEOPLE, COHORT), cohorts_by_name(db()))


def _page_for_leads(form: RecordForm) -> Page[Line]:
    return record_page(db(), for_leads(), form.asked(actor().time_zone), _number())


def _leads_page(form: RecordForm, page: Page[Line] | None) -> str:
    shown = _shown(page, actor().time_zone, url_for("rights.record"))
    return render_template("rights/record.html", form=form, sealed=sealed(db()), **shown)


def _shown(page: Page[Line] | None, zone: str, here: str, **how: Any) -> dict[str, object]:
    """What the list of a page needs, and the address that keeps what was chosen."""
    chosen = {name: text for name, text in request.args.items() if text and name != "page"}
    return {
        "page": page,
        "days": by_day(page.rows, zone, **how) if page else [],
        "zone": say_zone(zone),
        "here": here,
        "is_chosen": bool(chosen),
        "query": urlencode(chosen | ({"page": page.number} if page else {})),
        "paged": f"{here}?{urlencode([*chosen.items(), ('page', '')])}",
    }


def _number() -> int:
    return typed_number(request.args.get("page"), otherwise=1)
