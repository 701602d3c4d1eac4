"""A report of their words: offered and written down, wished otherwise, published, and answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.kit.db import new_id
from app.outputs.actions.answer import answer
from app.outputs.actions.answering_time import choose_last_day
from app.outputs.actions.give import Gift, Offering
from app.outputs.actions.retell import words_in
from app.outputs.actions.tell import Telling, enter_gift
from app.outputs.actions.wishes import answer_wish
from app.outputs.models import Output
from app.outputs.queries.approvals import asked_of_output
from app.outputs.rules.consent import WAITING
from app.outputs.rules.easy_read import Line
from app.outputs.rules.gifts import QUOTE
from app.outputs.rules.reading import CHANGE
from app.people.models import Person
from tests.correspondence.everybody.crew import Crew
from tests.make.making import make_suggestion_about
from tests.make.outputs import ALLOWED, HERON, Scene
from tests.make.retellings import easy_read, source_in
from tests.outputs.asks.conftest import Asking


def words_offered(crew: Crew) -> None:
    """They offer words, and tell some to Farah with a yes ahead; all come into a draft.

    Farah suggests to take something out of what they offered.
    """
    scene = _scene(crew)
    for person in crew.people:
        make_suggestion_about(scene, scene.offer(person), "allotment", "a place")
        with scene.sessions.begin() as db:
            enter_gift(
                db,
                crew.farah,
                Offering(person.id, crew.river, new_id()),
                gift=Gift(QUOTE, HERON),
                allowed=replace(ALLOWED, check_first=False),
                telling=Telling("in_person", read_back=True),
                now=scene.now(),
            )
    crew.report = scene.drafted()


def wished(crew: Crew) -> None:
    """They want something to be different, Farah answers, and there is a last day for answers."""
    scene, report = _scene(crew), crew.report
    with scene.sessions.begin() as db:
        for asked in asked_of_output(db, report.id):
            if asked.selection.answer == WAITING:
                author = db.get_one(Person, asked.author_id)
                said = {"says": CHANGE, "shown": asked.seen, "wish": "A shorter title."}
                answer(db, author, asked, **said, now=scene.now())
    with scene.sessions.begin() as db:
        for asked in asked_of_output(db, report.id):
            if asked.has_open_wish:
                answer_wish(
                    db, crew.farah, asked, reply="It is short now.", asks=True, now=scene.now()
                )
        day = scene.now().date() + timedelta(days=6)
        kept = db.get_one(Output, report.id)
        choose_last_day(db, kept, cohort=crew.river, day=day, now=scene.now())
    scene.build()


def published(crew: Crew) -> None:
    """They say yes, the report is published and told in Easy Read, and what it asks is done."""
    scene, report = _scene(crew), crew.report
    for person in crew.people:
        scene.say(report, person)
    scene.publish(report, scene.edition(report))
    with scene.sessions() as db:
        sources = [source for source, _ in words_in(source_in(db, scene, report))]
    easy_read(scene, report, [Line("They met outdoors.", source=source) for source in sources])
    asking = Asking(scene, report)
    asking.answer(asking.put())


def _scene(crew: Crew) -> Scene:
    crew.db.commit()
    return Scene(crew.platform.sessions, crew.clock, crew.river, crew.farah)
