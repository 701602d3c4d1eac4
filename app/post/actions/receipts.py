"""What became of letters after they were sent: asking for it, and noting it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import text
from sqlalchemy.orm import Session, sessionmaker

from app.gateways.ports.receipts import Receipt, Unheard
from app.kit.clock import Clock
from app.kit.db import changed
from app.post.office import Office
from app.post.queries import oldest_unheard

log = structlog.get_logger()

# A carrier that has not told by then will not tell.
LONGEST = timedelta(days=3)
ROWS_AT_ONCE = 500

# A letter that came back may have arrived at first; one that came back does not arrive any more.
NOTE = text(
    """
    UPDATE letter
    SET arrived_at = CASE WHEN told.arrived THEN told.at ELSE letter.arrived_at END,
        bounced_at = CASE WHEN told.arrived THEN letter.bounced_at ELSE told.at END,
        reason = CASE WHEN told.arrived THEN letter.reason ELSE told.reason END
    FROM unnest(
        CAST(:ids AS uuid[]), CAST(:names AS text[]), CAST(:arrivals AS boolean[]),
        CAST(:moments AS timestamptz[]), CAST(:reasons AS text[])
    ) AS told (id, message_id, arrived, at, reason)
    WHERE letter.id = told.id AND letter.message_id = told.message_id
      AND letter.bounced_at IS NULL AND NOT (told.arrived AND letter.arrived_at IS NOT NULL)
    """
)


def ask_after_letters(sessions: sessionmaker[Session], office: Office, *, clock: Clock) -> int:
    """Ask the carriers that can be asked what became of letters of the last three days.

    Commits by itself, and asks with no transaction open. Returns how many letters have news.
    """
    news = 0
    for channel, receipts in office.receipts.items():
        with sessions() as db, db.begin():
            since = oldest_unheard(db, channel, since=clock.now() - LONGEST)
        if since is None:
            continue
        try:
            told = list(receipts.since(since))
        except Unheard as silence:
            log.warning("receipts_unheard", channel=channel, answer=str(silence))
            continue
        with sessions() as db, db.begin():
            news += note_receipts(db, told)
    return news


def note_receipts(db: Session, receipts: Iterable[Receipt]) -> int:
    """Keep what carriers told of our letters; others are passed over, and the same twice is once.

    Returns how many letters have news. One statement for each 500 receipts.
    """
    # The last word on a letter is the first here: carriers tell the newest first.
    ours = {
        letter_id: one
        for one in reversed(list(receipts))
        if (letter_id := _letter_of(one.message_id))
    }
    rows = list(ours.items())
    return sum(
        changed(db, NOTE, _columns(rows[start : start + ROWS_AT_ONCE]))
        for start in range(0, len(rows), ROWS_AT_ONCE)
    )


def _letter_of(message_id: str) -> UUID | None:
    """The id inside a Message-ID of ours; None in anybody else's."""
    try:
        return UUID(hex=message_id.strip("<> ").partition("@")[0])
    except ValueError:
        return None


def _columns(rows: Sequence[tuple[UUID, Receipt]]) -> dict[str, list[object]]:
    return {
        "ids": [letter_id for letter_id, _ in rows],
        "names": [one.message_id for _, one in rows],
        "arrivals": [one.arrived for _, one in rows],
        "moments": [one.at for _, one in rows],
        "reasons": [one.reason for _, one in rows],
    }
