"""Due letters are found through their index, however many letters there are."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.post.actions.claim import claim_letters
from app.post.queries import due_channels, due_letters, oldest_unheard
from app.wiring import Platform
from tests.clock import NOON
from tests.make.people import make_person
from tests.make.post import make_letters

# Most have gone, and some are due in days to come.
OLD = text(
    """
    INSERT INTO letter (id, person_id, kind, about_id, occurrence, due_at, state, created_at)
    SELECT uuidv7(), :person, 'note', uuidv7(), '',
           CAST(:now AS timestamptz) + interval '1 minute' * number,
           CASE WHEN number % 10 = 0 THEN 'due' ELSE 'sent' END, :now
    FROM generate_series(1, 20000) AS number
    """
)
UNHEARD_AT = NOON + timedelta(minutes=77)
# What this connection did lately: whole readings of the table, and looks into each index.
COUNTED = text(
    """
    SELECT 'letter', pg_stat_get_xact_numscans('letter'::regclass)
    UNION ALL
    SELECT indexrelid::regclass::text, pg_stat_get_xact_numscans(indexrelid)
    FROM pg_index WHERE indrelid = 'letter'::regclass
    """
)


@dataclass
class Looks:
    """Looks into the table and its indexes since now, on the connection of this transaction."""

    db: Session
    before: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        """Commit, with fresh statistics; a pool may lend a connection that others used before."""
        self.db.execute(text("ANALYZE letter"))
        self.db.commit()
        self.before = self._counted()

    def so_far(self) -> dict[str, int]:
        """How often each was looked into, by name; those that were not are left out."""
        more = {name: times - self.before[name] for name, times in self._counted().items()}
        return {name: times for name, times in more.items() if times}

    def _counted(self) -> dict[str, int]:
        rows = self.db.execute(COUNTED).all()
        return {row[0]: row[1] for row in rows}


def test_looking_for_due_letters_and_claiming_them_never_reads_the_whole_outbox(
    platform: Platform, db: Session
) -> None:
    person = make_person(db)
    db.execute(OLD, {"person": person.id, "now": NOON})
    make_letters(db, 5)
    looks = Looks(db)
    assert due_channels(db, now=NOON) == ["email"]
    assert len(due_letters(db, now=NOON)) == 5
    batch = claim_letters(db, platform.office, channel="email", now=NOON, most=100)
    assert batch.taken == 5
    used = looks.so_far()
    # The claim changes the letters that it found by their ids.
    assert set(used) <= {"ix_letter_due", "pk_letter"}
    assert used["ix_letter_due"] >= 3


def test_asking_whether_letters_arrived_never_reads_the_whole_outbox(db: Session) -> None:
    person = make_person(db)
    db.execute(OLD, {"person": person.id, "now": NOON})
    gone = "UPDATE letter SET sent_at = due_at, provider_id = id::text, arrived_at = due_at"
    db.execute(text(f"{gone} WHERE state = 'sent'"))
    db.execute(text("UPDATE letter SET arrived_at = NULL WHERE due_at = :at"), {"at": UNHEARD_AT})
    looks = Looks(db)
    assert oldest_unheard(db, "email", since=NOON) == UNHEARD_AT
    assert set(looks.so_far()) == {"ix_letter_unheard"}
