"""A client of GOV.UK Notify that speaks to its own host and follows nobody who leads it on."""

from __future__ import annotations

from notifications_python_client.notifications import NotificationsAPIClient

from app.gateways.notify.account import NotifyAccount

# Seconds for one answer: two of them are less than the time after which a worker is taken for dead.
ANSWER = 10.0


def client_of(account: NotifyAccount) -> NotificationsAPIClient:
    """A client; an answer that leads elsewhere is an error with its status, such as 307."""
    client = NotificationsAPIClient(account.key, base_url=account.base_url, timeout=ANSWER)
    # Whoever stands in between must not get letters and names sent after them.
    client.request_session.max_redirects = 0
    return client
