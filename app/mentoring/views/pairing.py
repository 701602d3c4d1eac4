"""The page of a pairing for the two: how it stands, and all that they do together."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask import render_template
from flask.typing import ResponseReturnValue

from app.mentoring.policy.pairings import is_member
from app.mentoring.queries.pairings import PairingPlace, pairing_place
from app.mentoring.rules.states import REASONS, STATES
from app.mentoring.views import check_ins
from app.mentoring.views.blueprint import bp
from app.mentoring.views.goals import goals_shown
from app.mentoring.views.meetings import meetings_shown
from app.mentoring.views.notebook import notebook_shown
from app.web.context import actor
from app.web.guard import guard

# What a part of the page needs, as words for its template in `mentoring/pairing/`. Each slice that
# fills a part adds its function here; its words must be its own, since all are laid together.
Part = Callable[[PairingPlace], Mapping[str, object]]
PARTS: tuple[Part, ...] = (meetings_shown, goals_shown, notebook_shown, check_ins.shown)


@bp.get("/mentoring/pairings/<uuid:pairing_id>")
@guard(pairing_place, is_member)
def pairing(place: PairingPlace) -> ResponseReturnValue:
    """One pairing, as each of the two sees it."""
    return render_template("mentoring/pairing.html", **page_of(place))


def page_of(place: PairingPlace) -> dict[str, object]:
    """All words of the page, from every part of it."""
    shown: dict[str, object] = {
        "place": place,
        "pairing": place.pairing,
        "own": place.member(actor().id),
        "partner": place.partner(actor().id),
        "states": STATES,
        "reasons_to_end": REASONS,
    }
    for part in PARTS:
        shown.update(part(place))
    return shown
