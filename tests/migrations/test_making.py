"""What facilitators make of a report comes and goes with its migration; words stay as given."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import inspect

from app import migrate
from app.kit.db import connect, session_maker
from app.outputs.actions.redact import answer_redaction
from app.outputs.models import Output, Redaction
from app.outputs.rules.making import UNDER_MESSAGE
from app.outputs.rules.stages import DIGEST
from app.people.models import Person
from tests.clock import StoppedClock
from tests.make.making import make_message, make_note, make_suggestion_about, put
from tests.make.outputs import HERON, Scene, make_scene
from tests.stores import MASTER_KEYS, Stores

BEFORE = "0048_scales"
TABLES = {"session_note", "key_message", "placement", "redaction"}


def _put_together(scene: Scene, author: Person) -> tuple[Output, UUID]:
    """A report with one of everything, and words with an agreed bracket."""
    heron = scene.offer(author, HERON)
    output = scene.ask()
    make_note(scene, output)
    put(scene, output, {heron: f"{UNDER_MESSAGE}{make_message(scene, output)}"})
    suggestion = make_suggestion_about(scene, heron, "heron")
    with scene.sessions.begin() as db:
        kept = db.get_one(Redaction, suggestion)
        answer_redaction(db, author, kept, says="yes", now=scene.now())
        db.get_one(Output, output.id).template = DIGEST
    return output, heron


def test_going_back_takes_messages_and_brackets_and_every_yes_to_brackets(stores: Stores) -> None:
    with stores.database() as url:
        engine = connect(url)
        scene = make_scene(session_maker(engine, MASTER_KEYS), StoppedClock())
        bea, cy = scene.author("Bea Example"), scene.author("Cy Example")
        tea = scene.offer(cy, "Tea first.")
        output, heron = _put_together(scene, bea)
        scene.build()
        scene.say(output, bea)
        scene.say(output, cy)
        migrate.downgrade(engine, BEFORE, keys=MASTER_KEYS)
        assert not TABLES & set(inspect(engine).get_table_names())
        migrate.upgrade(engine, keys=MASTER_KEYS)
        assert migrate.drift(engine) == []
        assert scene.contribution(heron).text == HERON
        # What was said yes to with brackets is asked about anew; another yes still stands.
        answers = {one.contribution_id: one.answer for one in scene.selections(output)}
        assert answers == {heron: "waiting", tea: "yes"}
        with scene.sessions() as db:
            assert db.get_one(Output, output.id).template == "messages"
        engine.dispose()
