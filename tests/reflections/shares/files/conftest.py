"""A cohort in which somebody shares an entry that has pictures and a voice note."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.clock import StoppedClock
from tests.make.attachments import make_attachment
from tests.make.files import make_wave
from tests.make.shares import Sharers
from tests.reflections.shares.test_who_reads import LATER

NAME = "Ottoline on Tuesday"


@dataclass
class WithFiles(Sharers):
    """The same people, where the entry has a picture, a voice note, and one more picture."""

    def __post_init__(self) -> None:
        """Make them, and commit."""
        super().__post_init__()
        db, own = self.db, self.entry
        self.picture = make_attachment(db, self.author, own, name=f"{NAME}.jpg")
        self.sound = make_attachment(
            db, self.author, own, make_wave(), name="a.wav", description="What I said by the canal"
        )
        self.stays = make_attachment(db, self.author, own, description="Stays with me")
        db.commit()

    @property
    def along(self) -> frozenset[UUID]:
        """What goes along."""
        return frozenset({self.picture, self.sound})


@pytest.fixture
def people(db: Session, clock: StoppedClock) -> WithFiles:
    """A cohort; it is an hour after everybody joined."""
    made = WithFiles(db)
    clock.moment = LATER
    return made


def opens(client: FlaskClient, share_id: UUID, file: UUID) -> bool:
    """Whether a file of a share opens."""
    answer = client.get(f"/shares/{share_id}/attachments/{file}")
    assert answer.status_code in (200, 404)
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.status_code == 200
