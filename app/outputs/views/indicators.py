"""Which local indicators go into an output; on the page on which it is chosen and grouped."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.outputs.actions.indicators import choose_indicators
from app.outputs.errors.making import ArrangedMeanwhile
from app.outputs.policy import may_make_outputs
from app.outputs.queries.outputs import Desk, desk_by_id
from app.outputs.views.blueprint import bp, page_number
from app.outputs.views.grouping import groups_page, output_again
from app.web.context import actor, db, now, request_key, typed_number
from app.web.guard import guard


@bp.post("/cohorts/<slug>/outputs/<uuid:output_id>/indicators")
@guard(desk_by_id, may_make_outputs)
def put_indicators(desk: Desk) -> ResponseReturnValue:
    """Keep which of the things that the cohort looks at go in."""
    chosen = {each for typed in request.form.getlist("indicator") if (each := request_key(typed))}
    seen = typed_number(request.form.get("seen"))
    slug, output_id = desk.seat.cohort.slug, desk.output.id
    try:
        choose_indicators(db(), actor(), desk.output, chosen=chosen, seen=seen, now=now())
    except ArrangedMeanwhile as refusal:
        db().rollback()
        page = groups_page(output_again(slug, output_id), refusal, ticked=chosen)
        return page, refusal.status
    flash("Saved. Make the draft again when you are done, so that authors can see it.", "success")
    address = url_for(
        ".groups", slug=slug, output_id=output_id, page=page_number(), _anchor="indicators"
    )
    return redirect(address)
