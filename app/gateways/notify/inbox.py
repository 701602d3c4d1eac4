"""Text messages that people sent to our number at GOV.UK Notify."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from app.gateways.notify.account import NotifyAccount
from app.gateways.notify.client import client_of
from app.gateways.ports.inbox import ReceivedText
from app.gateways.ports.receipts import Unheard

# Notify gives 250 to a page, newest first, and keeps them for seven days.
MOST_PAGES = 40


class NotifyInbox:
    """Asks one account which texts came in."""

    def __init__(self, account: NotifyAccount) -> None:
        self._account = account

    def since(self, moment: datetime) -> Iterator[ReceivedText]:
        """Texts that came since a moment in UTC, newest first.

        Raises: Unheard.
        """
        client = client_of(self._account)
        try:
            yield from _since(client, moment)
        except APIError as error:
            raise Unheard(str(error.status_code)) from None
        finally:
            client.request_session.close()


def _since(client: NotificationsAPIClient, moment: datetime) -> Iterator[ReceivedText]:
    older_than = None
    for _ in range(MOST_PAGES):
        told = client.get_received_texts(older_than=older_than) or {}
        page = told.get("received_text_messages") or []
        for one in page:
            at = datetime.fromisoformat(one["created_at"])
            if at < moment:
                return
            yield ReceivedText(
                str(one["id"]), str(one["user_number"]), str(one["content"] or ""), at
            )
        if not page:
            return
        older_than = page[-1]["id"]
