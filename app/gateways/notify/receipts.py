"""What GOV.UK Notify tells later: that a letter arrived, or why it did not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any

from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from app.gateways.notify.account import NotifyAccount
from app.gateways.notify.client import client_of
from app.gateways.ports.receipts import Receipt, Unheard

# Notify gives 250 to a page, newest first.
MOST = 5_000
REASONS = {
    "permanent-failure": (
        "It came back: nobody can be reached there. Please check it with the person."
    ),
    "temporary-failure": (
        "It could not be brought for three days: the phone may be off, or the mailbox full."
    ),
    "technical-failure": (
        "It got lost between GOV.UK Notify and the network. Please tell the person."
    ),
}
# Asked for by the word for all kinds of failure, and for those that arrived.
ASKED = ("failed", "delivered")


class NotifyReceipts:
    """Asks one account what became of its letters."""

    def __init__(self, account: NotifyAccount, template_type: str) -> None:
        self._account = account
        # What Notify calls our channel: `email` or `sms`.
        self._type = template_type

    def since(self, moment: datetime) -> Iterator[Receipt]:
        """What became of letters handed over since a moment in UTC, newest first, failures first.

        Raises: Unheard.
        """
        client = client_of(self._account)
        try:
            for status in ASKED:
                yield from self._of(client, status, moment)
        except APIError as error:
            raise Unheard(str(error.status_code)) from None
        finally:
            client.request_session.close()

    def _of(
        self, client: NotificationsAPIClient, status: str, moment: datetime
    ) -> Iterator[Receipt]:
        told = client.get_all_notifications_iterator(status=status, template_type=self._type)
        for one in islice(told, MOST):
            if _moment(one["created_at"]) < moment:
                return
            receipt = _read(one)
            if receipt is not None:
                yield receipt


def _read(told: Mapping[str, Any]) -> Receipt | None:
    """One receipt; none of letters that were not ours."""
    reference = told.get("reference")
    at = told.get("completed_at") or told.get("created_at")
    if not reference or not at:
        return None
    arrived = told["status"] == "delivered"
    reason = "" if arrived else REASONS.get(told["status"], REASONS["technical-failure"])
    return Receipt(message_id=str(reference), arrived=arrived, at=_moment(at), reason=reason)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
