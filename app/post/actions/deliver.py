"""Handing claimed letters to the carrier, one by one, each with its record."""

from __future__ import annotations

from collections import Counter
from contextlib import ExitStack
from dataclasses import replace
from uuid import UUID

import structlog
from sqlalchemy import Connection, bindparam, update

from app.gateways.ports.carrier import Carrier, InDoubt, Message, NeverAgain, Round, TryAgain
from app.kit.clock import Clock
from app.kit.links import LinkSigner
from app.post.actions.claim import Batch, Ready
from app.post.actions.outcomes import Outcome, outcome_of
from app.post.kinds import SIGN_IN_LINK
from app.post.models import Letter
from app.post.rules import CARRIER_REST, NOT_SURE, before, lease_from

log = structlog.get_logger()

# Only the worker whose claim still stands may begin to send.
BEGIN = (
    update(Letter)
    .where(
        Letter.id == bindparam("letter"),
        Letter.state.in_(before("sending")),
        Letter.claim == bindparam("holder"),
    )
    .values(state="sending", claimed_until=bindparam("until"))
)
# That a letter has gone is a fact, whoever holds its claim by now.
SENT = (
    update(Letter)
    .where(Letter.id == bindparam("letter"), Letter.state.in_(before("sent")))
    .values(state="sent", sent_at=bindparam("at"), reason=None, claim=None, claimed_until=None)
)


class Sender:
    """Moves the claimed letters of one worker through the carrier's hands."""

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

    def send(self, batch: Batch, ended: Counter[str]) -> bool:
        """Send a batch and count what became of it; False when the carrier takes nothing now."""
        if not batch.ready:
            return True
        try:
            journey = self._set_out()
        except TryAgain as error:
            ended["put_off"] += self._give_back(batch, str(error))
            return False
        before: Outcome | None = None
        for ready in batch.ready:
            ours = self._step(before, ready, batch.claim)
            before = self._hand_over(journey, ready) if ours else None
            if before is not None:
                ended[before.word] += 1
                if before.round_over:
                    break
        self._step(before, None, batch.claim)
        if before is not None and before.round_over:
            ended["put_off"] += self._give_back(batch, str(before.values["reason"]))
            return False
        return True

    def _set_out(self) -> Round:
        """The round, begun before the first letter is in anybody's hands."""
        if self._round is None:
            self._round = self._road.enter_context(self._carrier.round())
        return self._round

    def _give_back(self, batch: Batch, reason: str) -> int:
        """Put off what is left of a batch; it counts as no try, since no letter is at fault."""
        with self._line.begin():
            given = self._line.execute(
                update(Letter)
                .where(
                    Letter.id.in_([ready.id for ready in batch.ready]),
                    Letter.state == "claimed",
                    Letter.claim == batch.claim,
                )
                .values(
                    state="due",
                    due_at=self._clock.now() + CARRIER_REST,
                    reason=reason,
                    claim=None,
                    claimed_until=None,
                )
            )
        return given.rowcount

    def _step(self, before: Outcome | None, ready: Ready | None, claim: UUID) -> bool:
        """One transaction: record the letter before, and begin the next if it is still ours."""
        if before is None and ready is None:
            return False
        with self._line.begin():
            if before is not None:
                self._record(before, claim)
            if ready is None:
                return False
            begun = self._line.execute(
                BEGIN, {"letter": ready.id, "holder": claim, "until": lease_from(self._clock.now())}
            )
        return begun.rowcount == 1

    def _record(self, outcome: Outcome, claim: UUID) -> None:
        if outcome.word == "sent":
            self._line.execute(SENT, {"letter": outcome.letter_id, **outcome.values})
            return
        self._line.execute(
            update(Letter)
            .where(Letter.id == outcome.letter_id, Letter.state == "sending", Letter.claim == claim)
            .values(claim=None, claimed_until=None, **outcome.values)
        )

    def _hand_over(self, journey: Round, ready: Ready) -> Outcome:
        """Give one letter to the carrier, with no transaction open."""
        try:
            journey.send(self._finish(ready))
        except (TryAgain, NeverAgain) as error:
            return outcome_of(error, ready, now=self._clock.now())
        except Exception:
            # What a carrier did before it broke is not known, so the letter is in doubt.
            log.exception("carrier_broke", letter=str(ready.id))
            return outcome_of(InDoubt(NOT_SURE), ready, now=self._clock.now())
        return Outcome(ready.id, "sent", {"at": self._clock.now()})

    def _finish(self, ready: Ready) -> Message:
        """Put the signed sign-in address into the text; it is never stored."""
        if ready.link_id is None or SIGN_IN_LINK not in ready.message.body:
            return ready.message
        address = f"{self._site}/sign-in/link/{self._links.sign('sign-in', ready.link_id)}"
        return replace(ready.message, body=ready.message.body.replace(SIGN_IN_LINK, address))
