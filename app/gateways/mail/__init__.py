"""The mail carriers, chosen by the address of the mail server."""

from __future__ import annotations

from app.gateways.mail.maildir import MaildirCarrier
from app.gateways.mail.smtp import SmtpCarrier
from app.gateways.mail.smtp_server import read_smtp_url
from app.gateways.mail.writing import Writer
from app.gateways.notify.chosen import notify_carrier
from app.gateways.ports.carrier import Carrier, NeverAgain
from app.kit.errors import WrongSetting


def carrier_for(mail_url: str, sender: str, *, reply_to: str = "") -> Carrier:
    """The carrier that `DLP_MAIL_URL` names; `sender` is an address, with or without a name.

    Raises: WrongSetting with one sentence.
    """
    try:
        writer = Writer(sender, reply_to=reply_to)
    except NeverAgain:
        message = "DLP_BASE_URL: its host name cannot stand in the e-mail address we send from."
        raise WrongSetting(message) from None
    scheme, _, rest = mail_url.partition(":")
    if scheme == "maildir" and rest:
        return MaildirCarrier(rest, writer)
    if scheme in {"smtp", "smtps"}:
        return SmtpCarrier(read_smtp_url(mail_url), writer)
    if scheme == "notify":
        return notify_carrier(mail_url, "DLP_MAIL_URL", "email")
    message = "DLP_MAIL_URL: it must start with maildir:, smtp://, smtps:// or notify:."
    raise WrongSetting(message)
