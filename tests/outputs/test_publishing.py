"""Publication is done once, and looks at each consent itself."""

from __future__ import annotations

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.outputs.errors import ConsentEnded
from app.outputs.models import Consent, OutputEdition
from tests.make.outputs import Scene
from tests.outputs.taking_back import SECRET, two_offers


def test_publication_looks_at_each_consent_itself(scene: Scene) -> None:
    """Even if nothing else had noticed: the consent alone is enough to refuse."""
    bea, _, secret = two_offers(scene)
    output = scene.drafted()
    scene.say(output, bea)
    edition = scene.edition(output)
    with scene.sessions.begin() as db:
        db.execute(
            update(Consent)
            .where(Consent.contribution_id == secret)
            .values(withdrawn_at=scene.now())
        )
    with pytest.raises(ConsentEnded):
        scene.publish(output, edition)
    assert scene.editions(output)[0].published_at is None


def test_two_facilitators_publish_the_same_edition_once(scene: Scene, db: Session) -> None:
    bea = scene.author()
    scene.offer(bea, SECRET)
    output = scene.published(bea)
    first = scene.editions(output)[0].published_at
    scene.clock.move(hours=1)
    edition = db.get_one(OutputEdition, scene.editions(output)[0].id)
    assert scene.publish(output, edition) == 1
    assert scene.editions(output)[0].published_at == first
