"""What people of the demo say to the light question of how it is going, and what is left to ask."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from app.demo.scene import Scene
from app.mentoring.actions.check_ins import Told, answer_check_in, ask_check_ins
from app.mentoring.models import CheckIn
from app.mentoring.queries.check_ins import check_in_place
from app.mentoring.rules.check_ins import CALL, LOW, MIXED, PAGE, WELL
from app.people.models import Person

# So many days ago they were asked; a few have answered since.
ASKED = 4


def ask_how_it_goes(scene: Scene) -> None:
    """Both of each pair are asked, each by their own channel."""
    ask_check_ins(scene.db, now=scene.ago(days=ASKED))


def say_how_it_goes(scene: Scene, coordinator: Person, tried: set[UUID]) -> None:
    """Most answer: well, or in part; one without e-mail says that it is not, and asks for a call.

    Of those to try the platform as one has still to answer, and so has the next without e-mail.
    """
    rows = scene.db.execute(
        select(CheckIn.id, Person)
        .join(Person, Person.id == CheckIn.person_id)
        .order_by(Person.name, Person.id)
    ).all()
    trying = [one for _, one in rows if one.id in tried]
    by_hand = [one for _, one in rows if not one.email]
    silent = {one.id for one in (*trying[1:], *by_hand[1:])}
    for number, (check_in_id, person) in enumerate(rows):
        actor = person if person.email else coordinator
        facts = check_in_place(scene.db, actor, check_in_id=check_in_id)
        if facts is not None and person.id not in silent:
            moment = scene.ago(days=ASKED - 1, hours=number)
            answer_check_in(scene.db, actor, facts, _told(person, number), now=moment)


def _told(person: Person, number: int) -> Told:
    if person.email:
        return Told(MIXED if number % 2 else WELL, wants_call=False, via=PAGE)
    return Told(LOW, wants_call=True, via=CALL)
