"""Comparing versions of one's own entry, and going back to one."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import NotFound
from app.reflections.actions.restore import restore_version
from app.reflections.policy import may_add_version, may_read
from app.reflections.queries import Entry, own_entry, versions_of, zone_for
from app.reflections.queries.comparing import comparison
from app.reflections.views.blueprint import bp
from app.web.context import actor, db, now
from app.web.guard import guard

SAYS_IT_AGAIN = "Your entry says again what it said in version {number}. Every version is kept."
SAID_IT = "Your entry says that already."


@bp.get("/reflections/<uuid:reflection_id>/comparisons")
@guard(own_entry, may_read)
def compare(mine: Entry) -> ResponseReturnValue:
    """What changed between two versions; unless named, between the newest and the one before."""
    own = mine.reflection.id
    newer = request.args.get("to", mine.latest, type=int)
    older = request.args.get("from", max(1, newer - 1), type=int)
    found = comparison(db(), actor(), reflection_id=own, one=older, other=newer)
    if found is None:
        raise NotFound
    return render_template(
        "reflections/versions/compare.html",
        mine=mine,
        found=found,
        versions=versions_of(db(), actor(), own),
        zone=zone_for(db(), actor()),
    )


@bp.post("/reflections/<uuid:reflection_id>/versions/<int(max=1000000):number>/restorations")
@guard(own_entry, may_add_version)
def restore(mine: Entry) -> ResponseReturnValue:
    """Say again what an older version said, in a new one."""
    own, number = mine.reflection.id, mine.version.number
    saved = restore_version(db(), actor(), reflection_id=own, number=number, now=now())
    flash(SAYS_IT_AGAIN.format(number=number) if saved.is_new else SAID_IT, "success")
    return redirect(url_for(".entry", reflection_id=own))
