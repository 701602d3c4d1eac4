"""Makes messages, notes, choices and suggestions for a report, as its facilitators do."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from app.kit.db import new_id
from app.outputs.actions.arrange import place
from app.outputs.actions.indicators import choose_indicators
from app.outputs.actions.messages import Meant, write_message
from app.outputs.actions.notes import Noted, write_note
from app.outputs.actions.redact import Wanted, suggest
from app.outputs.models import Output
from app.outputs.rules.making import PEOPLE
from tests.make.outputs import Scene

DAY = date(2027, 1, 4)
NOTED = Noted(None, DAY, 12, "We heard a lot about doors.", "Whether to meet daily.")


def fresh(scene: Scene, output: Output) -> Output:
    """The output as it is now."""
    with scene.sessions() as db:
        return db.get_one(Output, output.id)


def make_message(
    scene: Scene, output: Output, words: str = "Doors stay open.", **facts: object
) -> UUID:
    """A message at the end of a report; committed."""
    meant = Meant(words, **{"stands_on": PEOPLE, **facts})  # type: ignore[arg-type]
    with scene.sessions.begin() as db:
        return write_message(db, scene.facilitator, output, meant, key=new_id(), now=scene.now())


def make_note(scene: Scene, output: Output, noted: Noted = NOTED) -> UUID:
    """Notes of a session; committed."""
    with scene.sessions.begin() as db:
        return write_note(
            db,
            scene.facilitator,
            output,
            noted,
            zone=scene.cohort.time_zone,
            key=new_id(),
            now=scene.now(),
        )


def put(scene: Scene, output: Output, places: dict[UUID, str]) -> None:
    """Contributions where a facilitator wants them; committed."""
    seen = fresh(scene, output).arrangement
    with scene.sessions.begin() as db:
        place(db, scene.facilitator, output, places=places, seen=seen, now=scene.now())


def choose(scene: Scene, output: Output, *indicator_ids: UUID) -> None:
    """These indicators go into a report, and no others; committed."""
    seen = fresh(scene, output).arrangement
    with scene.sessions.begin() as db:
        choose_indicators(
            db, scene.facilitator, output, chosen=indicator_ids, seen=seen, now=scene.now()
        )


def make_suggestion_about(
    scene: Scene, contribution_id: UUID, piece: str, instead: str = "a bird"
) -> UUID:
    """A facilitator's suggestion to take a piece out; committed."""
    wanted = Wanted(piece, instead, "Somebody could be known by it.")
    with scene.sessions.begin() as db:
        voice = scene.voice(contribution_id)
        return suggest(db, scene.facilitator, voice, wanted, key=new_id(), now=scene.now())
