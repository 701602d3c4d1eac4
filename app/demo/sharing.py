"""What people of the demo let others read, and what was said about it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from app.demo.scene import DemoCohort, Scene
from app.mentoring.actions.audience import Audience
from app.mentoring.queries.partners import partners_of
from app.mentoring.rules.sharing import FACILITATOR, MENTOR
from app.people.models import Person
from app.reflections.actions.comment import comment_on
from app.reflections.actions.open_share import open_share
from app.reflections.actions.share import Sharing, share_version
from app.reflections.models import Reflection

LASTS = timedelta(days=21)
COMMENT = (
    "Thank you for letting me read this. I would like to hear how it went on. Shall we take ten "
    "minutes after the next session?"
)
ANSWER = "Yes, please. I will stay on the line."


def let_read(scene: Scene, demo: DemoCohort, tried_as: set[UUID]) -> None:
    """Somebody shares with the facilitator, who answers; another with whoever walks with them."""
    tried = [one.person for one in demo.joined if one.person.id in tried_as]
    for author, reader in zip(tried, [demo.facilitator, *tried], strict=False):
        kind = FACILITATOR if reader.id == demo.facilitator.id else MENTOR
        partners = {one.person_id for one in partners_of(scene.db, author.id)}
        if kind == MENTOR and reader.id not in partners:
            continue
        shared = _share(scene, demo, author, reader, kind)
        if shared is not None and kind == FACILITATOR:
            _talk(scene, reader, author, shared)


def _share(
    scene: Scene, demo: DemoCohort, author: Person, reader: Person, kind: str
) -> UUID | None:
    own = select(Reflection.id).where(Reflection.person_id == author.id)
    entry = scene.db.scalar(own.order_by(Reflection.created_at, Reflection.id).limit(1))
    if entry is None:
        return None
    wanted = Sharing(
        reflection_id=entry,
        number=1,
        audience=Audience(kind, demo.cohort.id, reader.id),
        purpose="I would like to talk about this with you when there is time.",
        last_day=(scene.now + LASTS).date(),
    )
    moment = scene.ago(days=2)
    return share_version(scene.db, author, wanted, request_key=scene.key(), now=moment)


def _talk(scene: Scene, reader: Person, author: Person, share_id: UUID) -> None:
    open_share(scene.db, reader, share_id=share_id, now=scene.ago(days=1, hours=3))
    for writer, text, hours in ((reader, COMMENT, 2.9), (author, ANSWER, 1)):
        moment = scene.ago(days=1, hours=hours)
        comment_on(
            scene.db, writer, share_id=share_id, text=text, request_key=scene.key(), now=moment
        )
