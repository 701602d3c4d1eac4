"""Who sees what becomes of a cohort's letters.

Whoever looks after a cohort sees that a letter goes, to whom, by which way and why not, and may
preview what each kind of letter says. Nobody opens another person's letter: its text is shown only
on the call and post list, to whoever brings it. Letters that belong to no cohort, such as a link
to sign in, are on no page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cohorts import policy
from app.people.models import Person

if TYPE_CHECKING:
    from app.cohorts.queries import Seat
    from app.correspondence.queries.seats import KindSeat


def may_see_letters(actor: Person, seat: Seat) -> bool:
    """Facilitators of the cohort, and programme leads."""
    return policy.may_look_after(actor, seat)


def may_bring_letters(actor: Person, seat: Seat) -> bool:
    """Facilitators of the cohort, and programme leads, work through its list."""
    return policy.may_look_after(actor, seat)


def may_write_openings(actor: Person, seat: Seat) -> bool:
    """The words at the top of letters are those of the people who run the cohort."""
    return policy.may_look_after(actor, seat)


def may_write_kind(actor: Person, facts: KindSeat) -> bool:
    """The same for one kind of letter."""
    return may_write_openings(actor, facts.seat)
