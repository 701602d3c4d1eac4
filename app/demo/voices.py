"""What the demo's people offer to others, and the outputs made of it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from app.demo.course import Written
from app.demo.scene import DemoCohort, Scene
from app.outputs.actions import question
from app.outputs.actions.answer import answer
from app.outputs.actions.ask import ask_for_build, ask_for_output
from app.outputs.actions.contribute import Picked, offer_words
from app.outputs.actions.publish import publish_edition
from app.outputs.models import Output, OutputEdition
from app.outputs.queries.approvals import asked_of_output
from app.outputs.queries.sources import own_source
from app.outputs.queries.waiting import authors_to_ask
from app.outputs.rules.allowed import Allowed
from app.outputs.rules.consent import COHORT, PUBLIC, YES
from app.outputs.rules.stages import EDITION, MESSAGES
from app.people.models import Person

AUDIENCES = (PUBLIC, PUBLIC, PUBLIC, COHORT)
NAMES = ("full_name", "first_name", "first_name", "standing", "nobody")
SAY_YES = 0.8
PICKS = ((0, 1), (0, 2), (1, 2), (0,), (0, 1, 2))


def offer(
    scene: Scene,
    demo: DemoCohort,
    written: list[Written],
    *,
    days_ago: int,
    audiences: Sequence[str] = AUDIENCES,
) -> None:
    """People offer some sentences of what they wrote, each on their own terms."""
    for one in written:
        source = own_source(scene.db, one.learner.person, reflection_id=one.reflection_id)
        if source is None:
            continue
        picks = [pick for pick in scene.chance.choice(PICKS) if pick < len(source.spans)]
        offer_words(
            scene.db,
            one.learner.person,
            picked=Picked(one.reflection_id, source.version.number, picks),
            cohort_id=demo.cohort.id,
            allowed=Allowed(
                scene.chance.choice(audiences), scene.chance.choice(NAMES), None, few_known=True
            ),
            request_key=scene.key(),
            now=scene.ago(days=days_ago),
        )


def ask(
    scene: Scene, demo: DemoCohort, title: str, *, days_ago: int, template: str = MESSAGES
) -> UUID:
    """The facilitator asks for an output."""
    return ask_for_output(
        scene.db,
        cohort=demo.cohort,
        title=title,
        template=template,
        request_key=scene.key(),
        asked_by_id=demo.facilitator.id,
        now=scene.ago(days=days_ago),
    )


def ask_authors(scene: Scene, demo: DemoCohort, output_id: UUID, *, days_ago: int) -> None:
    """The facilitator has read the draft and asks whose words it holds, if it holds anybody's."""
    now, output = scene.ago(days=days_ago), scene.db.get_one(Output, output_id)
    if authors_to_ask(scene.db, output_id, now=now).number:
        question.ask_authors(scene.db, demo.facilitator, output, now=now)


def approve(scene: Scene, demo: DemoCohort, output_id: UUID, *, days_ago: int) -> None:
    """Most authors say yes in place, the others stay silent; then the edition is asked for."""
    now = scene.ago(days=days_ago)
    for asked in asked_of_output(scene.db, output_id):
        if scene.chance.random() < SAY_YES:
            author = scene.db.get_one(Person, asked.author_id)
            shown = asked.voice.shown_sha256
            answer(scene.db, author, asked, says=YES, shown=shown, now=now)
    ask_for_build(
        scene.db,
        output_id=output_id,
        purpose=EDITION,
        asked_by_id=demo.facilitator.id,
        now=now,
    )


def publish(scene: Scene, demo: DemoCohort, output_id: UUID, *, days_ago: int) -> None:
    """The facilitator publishes the edition that was made."""
    output = scene.db.get_one(Output, output_id)
    edition_id = scene.db.scalars(
        select(OutputEdition.id)
        .where(OutputEdition.output_id == output_id)
        .order_by(OutputEdition.number.desc())
        .limit(1)
    ).one()
    publish_edition(
        scene.db,
        demo.facilitator,
        output=output,
        edition_id=edition_id,
        now=scene.ago(days=days_ago),
    )
