"""However many programme leads ask to be erased at the same moment, one stays."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy.orm import Session, sessionmaker

from app.people.models import Person
from app.rights.actions.ask_erasure import ask_erasure
from app.rights.errors import LastLead
from app.rights.queries.erasures import other_leads
from tests.clock import NOON
from tests.make.people import make_person


def test_of_two_leads_who_ask_at_the_same_moment_one_is_the_last(
    sessions: sessionmaker[Session],
) -> None:
    with sessions.begin() as db:
        leads = [make_person(db, roles=["programme_lead"]).id for _ in range(3)]
        nobody = make_person(db).id
    together = Barrier(3)

    def ask(number: int) -> bool:
        with sessions() as db:
            person = db.get_one(Person, leads[number])
            together.wait(10)
            try:
                ask_erasure(db, person, person, now=NOON)
            except LastLead:
                return False
            db.commit()
            return True

    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(ask, range(3))) == 2
    with sessions() as db:
        assert other_leads(db, nobody) == 1
