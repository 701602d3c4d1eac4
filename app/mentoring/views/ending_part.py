"""What the pages of a pair say about its end: to the two, and to a coordinator."""

from __future__ import annotations

from app.kit.db import new_id
from app.mentoring.actions.endings import both_wish_again
from app.mentoring.queries.endings import ending_of, gained_in, partner_to_reach
from app.mentoring.queries.pairings import PairingPlace
from app.mentoring.rules.endings import WAIT_FOR
from app.web.context import actor, db


def shown_of_end(place: PairingPlace) -> dict[str, object]:
    """What the page of a pair says about its end; at most four statements."""
    return {
        "ending": ending_of(db(), place),
        "gained": gained_in(db(), actor(), place),
        "to_reach": partner_to_reach(db(), actor(), place),
        "wait_days": WAIT_FOR.days,
    }


def shown_to_coordinators(place: PairingPlace) -> dict[str, object]:
    """The same for a coordinator, who sees nothing of what was written; at most two statements."""
    return {
        "ending": ending_of(db(), place),
        "wish_again": both_wish_again(db(), place),
        "again_key": new_id(),
    }
