"""How the demo's facilitator puts reports together, and what the demo's people say to it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from app.demo import voices
from app.demo.indicators import BENCHES, PLANNING
from app.demo.scene import DemoCohort, Scene
from app.gatherings.models import Gathering
from app.kit.times import in_zone
from app.outputs.actions.arrange import place
from app.outputs.actions.ask import ask_for_build
from app.outputs.actions.indicators import choose_indicators
from app.outputs.actions.messages import Meant, write_message
from app.outputs.actions.notes import Noted, write_note
from app.outputs.actions.redact import Wanted, answer_redaction, suggest
from app.outputs.models import Output, Redaction
from app.outputs.queries.indicators import indicator_choices
from app.outputs.queries.making import closed_votes
from app.outputs.queries.voices import Voice, public_voices
from app.outputs.rules.making import (
    ONE,
    OUT,
    PEOPLE,
    POLL,
    SESSION,
    UNDER_MESSAGE,
    UNDER_PRIORITY,
)
from app.outputs.rules.redaction import YES
from app.outputs.rules.stages import DIGEST, DRAFT
from app.people.models import Person

HEARD = (
    "We read the words aloud, one each, and then again in silence.\n\n"
    "Most people heard the same thing in them: it goes well where nobody is in a hurry. "
    "Several heard how much one question can change."
)
DIFFERED = "Some would begin in the surgery. Others said that people will not come back to it."
BY_MESSAGE = (
    ("People talk when there is time, and a kettle.", SESSION),
    ("Ask what matters before you ask what is wrong.", PEOPLE),
    ("One afternoon a month is enough to begin with.", ONE),
)
FIRST_STEP = "We begin with a walk from the surgery."
EARLY, EVERYBODY = "act-early", "nobody-left-out"
# What somebody might be known by in the demo's words, and what can stand in its place.
PIECES = (
    *(("a retired midwife", "a neighbour"), ("Nan", "a relative"), ("her son", "somebody close")),
    *(("my diagnosis", "some news"), ("the choir", "a group"), ("in the car park", "outside")),
    *(("my neighbour", "somebody near"), ("knitting group", "group"), ("food club", "group")),
    *(("The young men on the estate", "Some people"), ("our front desk", "a room")),
    *(("second floor", "upper floor"), ("next to doctors", "next to some people")),
)


def group_by_message(scene: Scene, demo: DemoCohort, output_id: UUID, *, days_ago: int) -> None:
    """Notes of a session, three messages, and words under each; one thing is left out."""
    now = scene.ago(days=days_ago)
    output = scene.db.get_one(Output, output_id)
    note = _note(scene, demo, output, None, now=now)
    messages = [
        _message(scene, demo, output, words, ground, note if ground == SESSION else None, now=now)
        for words, ground in BY_MESSAGE
    ]
    found = [f"{UNDER_MESSAGE}{one}" for one in messages]
    _put(scene, demo, output, [*found, *found[:2], "", OUT], now=now)


def group_by_priority(
    scene: Scene, demo: DemoCohort, output_id: UUID, past: Gathering, *, days_ago: int
) -> None:
    """Notes of the session that has been, and words under priorities of the course."""
    now = scene.ago(days=days_ago)
    output = scene.db.get_one(Output, output_id)
    _note(scene, demo, output, past, now=now)
    _put(scene, demo, output, [f"{UNDER_PRIORITY}{EARLY}", f"{UNDER_PRIORITY}{EVERYBODY}"], now=now)


def stand_on_vote(scene: Scene, demo: DemoCohort, output_id: UUID) -> None:
    """A message that the cohort voted on, and two things it looks at; the draft is made again."""
    output, now = scene.db.get_one(Output, output_id), scene.ago(hours=20)
    vote = closed_votes(scene.db, demo.cohort.id)[0]
    meant = Meant(FIRST_STEP, POLL, poll_id=vote.id, priority=EARLY)
    write_message(scene.db, demo.facilitator, output, meant, key=scene.key(), now=now)
    _choose_what_is_looked_at(scene, demo, output, now=now)
    ask_for_build(
        scene.db, output_id=output_id, purpose=DRAFT, asked_by_id=demo.facilitator.id, now=now
    )


def _choose_what_is_looked_at(
    scene: Scene, demo: DemoCohort, output: Output, *, now: datetime
) -> None:
    words = (PLANNING, BENCHES)
    scene.db.refresh(output)
    choices = indicator_choices(scene.db, output)
    chosen = [one.indicator.id for one in choices if one.indicator.words in words]
    seen = output.arrangement
    choose_indicators(scene.db, demo.facilitator, output, chosen=chosen, seen=seen, now=now)


def ask_digest(scene: Scene, demo: DemoCohort, past: Gathering) -> None:
    """A short report of the session that has been: notes, a message, and words of three people.

    Its authors are not asked yet.
    """
    now = scene.ago(hours=19)
    title = f"In short: {past.title}"
    made = voices.ask(scene, demo, title, days_ago=1, template=DIGEST)
    output = scene.db.get_one(Output, made)
    note = _note(scene, demo, output, past, now=now)
    _message(scene, demo, output, *BY_MESSAGE[0], note, now=now)
    some = [voice.contribution.id for voice in public_voices(scene.db, demo.cohort.id, now=now)][:3]
    _put(scene, demo, output, [OUT], now=now, but=some)


def suggest_brackets(scene: Scene, demo: DemoCohort, tried: set[UUID]) -> None:
    """Two suggestions to take something out of words: one has its author's yes, one waits.

    The one that waits is about words of somebody whose account is tried, if there are any.
    """
    now = scene.ago(hours=30)
    about = [
        (voice, piece, instead)
        for voice in public_voices(scene.db, demo.cohort.id, now=scene.now)
        for piece, instead in PIECES
        # What is published stays so: words with brackets in them would be asked about anew.
        if voice.contribution.given_at > scene.ago(days=4)
        and voice.contribution.text.count(piece) == 1
    ]
    about.sort(key=lambda one: one[0].author_id in tried)
    if not about:
        return
    waiting, agreed = about[-1], about[0]
    _suggest(scene, demo, *waiting, now=now)
    if agreed[0].contribution.id != waiting[0].contribution.id:
        made = _suggest(scene, demo, *agreed, now=now)
        answer_redaction(
            scene.db,
            scene.db.get_one(Person, agreed[0].author_id),
            scene.db.scalars(select(Redaction).where(Redaction.id == made)).one(),
            says=YES,
            now=scene.ago(hours=26),
        )


def _suggest(
    scene: Scene, demo: DemoCohort, voice: Voice, piece: str, instead: str, *, now: datetime
) -> UUID:
    why = "Readers from here could guess which one it is."
    wanted = Wanted(piece, instead, why)
    return suggest(scene.db, demo.facilitator, voice, wanted, key=scene.key(), now=now)


def _note(
    scene: Scene, demo: DemoCohort, output: Output, held: Gathering | None, *, now: datetime
) -> UUID:
    zone = demo.cohort.time_zone
    day = in_zone(held.starts_at if held else now, zone).date()
    noted = Noted(held.id if held else None, day, len(demo.joined) // 3, HEARD, DIFFERED)
    return write_note(
        scene.db, demo.facilitator, output, noted, zone=zone, key=scene.key(), now=now
    )


def _message(
    scene: Scene,
    demo: DemoCohort,
    output: Output,
    words: str,
    ground: str,
    note: UUID | None,
    *,
    now: datetime,
) -> UUID:
    meant = Meant(words, ground, note_id=note)
    return write_message(scene.db, demo.facilitator, output, meant, key=scene.key(), now=now)


def _put(
    scene: Scene,
    demo: DemoCohort,
    output: Output,
    places: Sequence[str],
    *,
    now: datetime,
    but: Collection[UUID] = (),
) -> None:
    """Words in turn at each of these places, but for some that go in under nothing."""
    scene.db.refresh(output)
    found = public_voices(scene.db, output.cohort_id, now=now)
    chosen = {
        voice.contribution.id: places[number % len(places)]
        for number, voice in enumerate(found)
        if voice.contribution.id not in but
    }
    place(scene.db, demo.facilitator, output, places=chosen, seen=output.arrangement, now=now)
