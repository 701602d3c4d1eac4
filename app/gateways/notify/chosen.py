"""GOV.UK Notify where it was chosen; its client is loaded there alone, since it is heavy."""

from __future__ import annotations

from app.gateways.notify.account import read_notify_url
from app.gateways.ports.carrier import Carrier
from app.gateways.ports.inbox import Inbox
from app.gateways.ports.receipts import Receipts

# What Notify calls our channels.
TYPES = {"email": "email", "text": "sms"}


def notify_carrier(url: str, setting: str, channel: str) -> Carrier:
    """The carrier of a channel for the account in `url`.

    Raises: WrongSetting.
    """
    from app.gateways.notify.carrier import NotifyCarrier  # noqa: PLC0415 - see above

    return NotifyCarrier(read_notify_url(url, setting), channel)


def receipts_for(url: str, setting: str, channel: str) -> Receipts | None:
    """What tells what became of letters of a channel; None where nobody can be asked.

    Raises: WrongSetting.
    """
    if not url.startswith("notify:"):
        return None
    from app.gateways.notify.receipts import NotifyReceipts  # noqa: PLC0415 - see above

    return NotifyReceipts(read_notify_url(url, setting), TYPES[channel])


def notify_inbox(url: str, setting: str) -> Inbox:
    """Where texts come in for the account in `url`.

    Raises: WrongSetting.
    """
    from app.gateways.notify.inbox import NotifyInbox  # noqa: PLC0415 - see above

    return NotifyInbox(read_notify_url(url, setting))
