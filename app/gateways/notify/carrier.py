"""Hands letters to GOV.UK Notify; each carries its Message-ID as the reference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from notifications_python_client.errors import APIError, HTTPError
from notifications_python_client.notifications import NotificationsAPIClient
from requests import ConnectTimeout, RequestException
from requests.exceptions import ConnectionError as NoConnection

from app.gateways.notify.account import NotifyAccount
from app.gateways.notify.client import client_of
from app.gateways.ports.carrier import InDoubt, Message, NeverAgain, NotNow, TryAgain

BAD_REQUEST = 400
NO_ENTRY_CODES = frozenset({401, 403})
TOO_MANY = 429
SERVER_BROKE = 500

SILENT = "GOV.UK Notify did not answer."
SILENT_IN_LETTER = "GOV.UK Notify fell silent while it had this letter, so it may have gone."
NO_ENTRY = "GOV.UK Notify did not accept our key."
BUSY = "GOV.UK Notify takes no more letters of ours at present."
UNWANTED = "GOV.UK Notify refused this letter."
NOBODY = "GOV.UK Notify says that nobody can be reached there. Please check it with the person."
TEAM_ONLY = "Our account at GOV.UK Notify may only write to its own team until it is live."


class NotifyCarrier:
    """Takes letters of one channel, `email` or `text`, to GOV.UK Notify."""

    def __init__(self, account: NotifyAccount, channel: str) -> None:
        self._account = account
        self._channel = channel

    @contextmanager
    def round(self) -> Iterator[NotifyRound]:
        """Set out; Notify is first met with the first letter."""
        client = client_of(self._account)
        try:
            yield NotifyRound(client, self._account.template_id, self._channel)
        finally:
            client.request_session.close()

    def check(self) -> None:
        """See whether Notify knows our key and our template.

        Raises: NotNow.
        """
        with self.round() as journey:
            journey.see_template()


class NotifyRound:
    """Letters over one connection."""

    def __init__(self, client: NotificationsAPIClient, template_id: str, channel: str) -> None:
        self._client = client
        self._template = template_id
        self._channel = channel

    def see_template(self) -> None:
        """Ask for the template.

        Raises: NotNow.
        """
        try:
            self._client.get_template(self._template)
        except APIError as error:
            raise NotNow(_why_not_now(error)) from None

    def send(self, message: Message) -> str | None:
        """Hand over one letter, and return Notify's own id of it.

        One that was in doubt is asked for by its reference first: Notify keeps what it took.
        Raises: TryAgain, InDoubt, NotNow, NeverAgain.
        """
        if message.is_again:
            known = self._find(message.message_id)
            if known is not None:
                return known
        return self._hand_over(message)

    def _find(self, reference: str) -> str | None:
        try:
            found = self._client.get_all_notifications(reference=reference)
        except APIError as error:
            raise NotNow(_why_not_now(error)) from None
        taken = found.get("notifications") or []
        return str(taken[0]["id"]) if taken else None

    def _hand_over(self, message: Message) -> str | None:
        try:
            taken = self._ask(message)
        except HTTPError as error:
            raise _meaning(error) from None
        except APIError:
            # It answered that it took the letter, with something that nobody can read.
            raise InDoubt(SILENT_IN_LETTER) from None
        return str(taken["id"]) if taken and "id" in taken else None

    def _ask(self, message: Message) -> Mapping[str, Any] | None:
        taken: Mapping[str, Any] | None
        if self._channel == "text":
            taken = self._client.send_sms_notification(
                phone_number=message.to_address,
                template_id=self._template,
                personalisation={"body": message.body},
                reference=message.message_id,
            )
        else:
            taken = self._client.send_email_notification(
                email_address=message.to_address,
                template_id=self._template,
                personalisation={"subject": message.subject, "body": message.body},
                reference=message.message_id,
                one_click_unsubscribe_url=message.stop_address,
            )
        return taken


def _meaning(error: HTTPError) -> TryAgain | NeverAgain:
    """What a refusal means for the letter."""
    if error.response is None:
        return _meaning_of_silence(error.__cause__)
    code = error.status_code
    if code in NO_ENTRY_CODES or code == TOO_MANY:
        return NotNow(_why_not_now(error))
    if code < BAD_REQUEST:
        # It leads elsewhere, where we do not follow: nothing was taken.
        return NotNow(SILENT)
    if code >= SERVER_BROKE:
        return InDoubt(SILENT_IN_LETTER)
    return _meaning_of_bad_request(str(error.message))


def _meaning_of_silence(cause: BaseException | None) -> TryAgain:
    """Nothing went when nobody was reached; after that only Notify knows."""
    never_met = isinstance(cause, ConnectTimeout) or (
        isinstance(cause, NoConnection) and "NewConnectionError" in str(cause)
    )
    if never_met or not isinstance(cause, RequestException):
        return NotNow(SILENT)
    return InDoubt(SILENT_IN_LETTER)


def _meaning_of_bad_request(said: str) -> TryAgain | NeverAgain:
    if "team-only" in said or "trial mode" in said:
        return NotNow(TEAM_ONLY)
    if "phone_number" in said or "email_address" in said:
        return NeverAgain(NOBODY)
    return NeverAgain(UNWANTED)


def _why_not_now(error: APIError) -> str:
    if error.response is None:
        return SILENT
    if error.status_code in NO_ENTRY_CODES:
        return NO_ENTRY
    return BUSY if error.status_code == TOO_MANY else SILENT
