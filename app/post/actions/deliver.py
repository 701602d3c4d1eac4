"""Handing claimed letters to the carrier, one by one, each with its record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import structlog
from sqlalchemy import Connection, DateTime, Uuid, bindparam, text, update

from app.gateways.ports.carrier import Carrier, InDoubt, Message, NeverAgain, Round, TryAgain
from app.kit.clock import Clock
from app.kit.links import LinkSigner
from app.post.actions.claim import Batch, Ready
from app.post.actions.outcomes import Outcome, outcome_of
from app.post.models import Letter
from app.post.rules import CARRIER_REST, NOT_SURE, SIGN_IN_CODE, SIGN_IN_LINK, TEXT_CODE, lease_from
from app.post.rules.own_links import with_own_links
from app.post.rules.topics import STOP

log = structlog.get_logger()

# One statement, so one transaction and one journey to the database: the letter before is recorded,
# and the next is begun by the worker whose claim still stands, and by no other. That a letter has
# gone is a fact, whoever holds its claim by now.
STEP = text(
    """
    WITH gone AS (
        UPDATE letter
        SET state = 'sent', sent_at = :at, reason = NULL, claim = NULL, claimed_until = NULL,
            provider_id = coalesce(CAST(:provider AS text), provider_id)
        WHERE id = :gone
    )
    UPDATE letter SET state = 'sending', claimed_until = :until
    WHERE id = :next AND state = 'claimed' AND claim = :holder
    """
).bindparams(
    *(bindparam(name, type_=Uuid()) for name in ("gone", "next", "holder")),
    *(bindparam(name, type_=DateTime(timezone=True)) for name in ("at", "until")),
)


class Sender:
    """Moves the claimed letters of one worker through the carrier's hands.

    `line` commits each statement by itself, so that no transaction is open while a letter goes.
    """

    def __init__(
        self,
        line: Connection,
        carrier: Carrier,
        road: ExitStack,
        links: LinkSigner,
        *,
        site: str,
        clock: Clock,
    ) -> None:
        self._line = line
        self._carrier = carrier
        self._road = road
        self._links = links
        self._site = site
        self._clock = clock
        self._round: Round | None = None

    def send(self, batch: Batch, ended: Counter[str], *, stop_at: datetime) -> bool:
        """Send a batch and count what became of it; False when this visit should end."""
        if not batch.ready:
            return True
        try:
            journey = self._set_out()
        except TryAgain as error:
            ended["put_off"] += self._put_off(batch, str(error))
            return False
        before: Outcome | None = None
        for ready in batch.ready:
            # A slow server must not keep a worker longer than the worker may take.
            if self._clock.now() > stop_at:
                self._step(before, None, batch.claim)
                self._give_back(batch, {})
                return False
            ours = self._step(before, ready, batch.claim)
            before = self._hand_over(journey, ready) if ours else None
            if before is not None:
                ended[before.word] += 1
                if before.round_over:
                    break
        self._step(before, None, batch.claim)
        if before is not None and before.round_over:
            ended["put_off"] += self._put_off(batch, str(before.values["reason"]))
            return False
        return True

    def _set_out(self) -> Round:
        """The round, begun before the first letter is in anybody's hands."""
        if self._round is None:
            self._round = self._road.enter_context(self._carrier.round())
        return self._round

    def _put_off(self, batch: Batch, reason: str) -> int:
        """Let what is left of a batch rest; it counts as no try, since no letter is at fault."""
        return self._give_back(
            batch, {"due_at": self._clock.now() + CARRIER_REST, "reason": reason}
        )

    def _give_back(self, batch: Batch, values: Mapping[str, object]) -> int:
        given = self._line.execute(
            update(Letter)
            .where(
                Letter.id.in_([ready.id for ready in batch.ready]),
                Letter.state == "claimed",
                Letter.claim == batch.claim,
            )
            .values(state="due", claim=None, claimed_until=None, **values)
        )
        return given.rowcount

    def _step(self, before: Outcome | None, ready: Ready | None, claim: UUID) -> bool:
        """Record the letter before, and begin the next; whether that one is still ours."""
        if before is not None and before.word != "sent":
            self._record(before, claim)
            before = None
        if before is None and ready is None:
            return False
        now = self._clock.now()
        begun = self._line.execute(
            STEP,
            {
                "gone": before.letter_id if before else None,
                "at": now,
                "provider": before.values.get("provider_id") if before else None,
                "next": ready.id if ready else None,
                "holder": claim,
                "until": lease_from(now),
            },
        )
        return begun.rowcount == 1

    def _record(self, outcome: Outcome, claim: UUID) -> None:
        """Record a letter that did not go, if nobody else has taken it up since."""
        self._line.execute(
            update(Letter)
            .where(Letter.id == outcome.letter_id)
            .where(Letter.state == "sending", Letter.claim == claim)
            .values(claim=None, claimed_until=None, **outcome.values)
        )

    def _hand_over(self, journey: Round, ready: Ready) -> Outcome:
        """Give one letter to the carrier, with no transaction open."""
        try:
            provider_id = journey.send(self._finish(ready))
        except (TryAgain, NeverAgain) as error:
            return outcome_of(error, ready, now=self._clock.now())
        except Exception:
            # What a carrier did before it broke is not known, so the letter is in doubt.
            log.exception("carrier_broke", letter=str(ready.id))
            return outcome_of(InDoubt(NOT_SURE), ready, now=self._clock.now())
        return Outcome(ready.id, "sent", {"provider_id": provider_id})

    def _finish(self, ready: Ready) -> Message:
        """Put the signed addresses into the text; they are never stored."""
        message = replace(ready.message, body=self._own_links(ready))
        if ready.link_id is not None and SIGN_IN_LINK in message.body:
            address = f"{self._site}/sign-in/link/{self._links.sign('sign-in', ready.link_id)}"
            message = replace(message, body=message.body.replace(SIGN_IN_LINK, address))
        if SIGN_IN_CODE in message.body:
            figures = self._links.figures(TEXT_CODE, ready.about_id)
            message = replace(message, body=message.body.replace(SIGN_IN_CODE, figures))
        if ready.how_to_stop:
            address = f"{self._site}/letters/stop/{self._links.sign(STOP, ready.id)}"
            body = f"{message.body.rstrip()}\n\n{ready.how_to_stop}\n{address}\n"
            message = replace(message, body=body, stop_address=address)
        return message

    def _own_links(self, ready: Ready) -> str:
        """The text with the links of this letter, each signed for where it leads to."""
        return with_own_links(
            ready.message.body,
            lambda path: f"{self._site}{path}{self._links.sign(path, ready.id)}",
        )
