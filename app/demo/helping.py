"""Somebody of the demo without e-mail is helped by another, and somebody else has asked."""

from __future__ import annotations

from datetime import timedelta

from app.demo.scene import DemoCohort, Scene
from app.demo.sessions import say_one_comes
from app.helping.actions.answer import answer_helping
from app.helping.actions.ask import Wish, ask_helper, set_up_helper
from app.helping.queries import helping_place
from app.helping.rules import PAGE, PAPER, PLEDGES, SESSIONS, STEPS
from app.people.models import Person

HELPED, WITNESS = "Edith Marsh", "Grace Atwell"


def let_some_help(scene: Scene, demo: DemoCohort, helper: Person, asked: Person) -> None:
    """Edith said yes on paper before a witness; somebody else asks another on their page."""
    by_name = {one.person.name: one for one in demo.joined}
    here = {one.person.id for one in demo.joined}
    edith = by_name.get(HELPED)
    if edith and helper.id in here:
        wish = _wish(scene, demo, helper, (SESSIONS, STEPS), PAPER)
        made = set_up_helper(
            *(scene.db, demo.facilitator, edith.person, wish),
            cohort_id=demo.cohort.id,
            now=scene.ago(days=5),
        )
        at = helping_place(scene.db, helper, helping_id=made.id)
        if at:
            answer_helping(scene.db, helper, at, says_yes=True, now=scene.ago(days=4))
        lift = "A lift from the surgery."
        say_one_comes(scene, demo, edith, by=helper, needs=lift, at=scene.ago(days=2))
    if asked.id in here:
        other = next(one for one in reversed(demo.joined) if one.person.email)
        if other.person.id != asked.id:
            wish = _wish(scene, demo, asked, (SESSIONS, PLEDGES), PAGE)
            ask_helper(scene.db, other.person, wish, now=scene.ago(days=1))


def _wish(scene: Scene, demo: DemoCohort, whom: Person, acts: tuple[str, ...], how: str) -> Wish:
    return Wish(
        acts=acts,
        last_day=(scene.now + timedelta(days=120)).date(),
        form=scene.key(),
        helper_id=whom.id,
        cohort_id=demo.cohort.id,
        how=how,
        witness=WITNESS if how == PAPER else "",
    )
