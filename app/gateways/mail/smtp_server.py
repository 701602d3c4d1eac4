"""Where a mail server is, and how to reach it."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from app.kit.errors import WrongSetting


@dataclass(frozen=True)
class SmtpServer:
    """Where and how to reach a mail server."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    # "" (none), "starttls", or "tls" from the first byte.
    security: str = ""


def read_smtp_url(url: str) -> SmtpServer:
    """A server from `smtp://user:pass@host:port?tls=starttls` or `smtps://...`.

    Raises: WrongSetting with one sentence.
    """
    parts = urlsplit(url)
    asked = parse_qs(parts.query).get("tls", [""])[-1]
    if asked not in {"", "starttls"} or (asked and parts.scheme == "smtps"):
        message = "DLP_MAIL_URL: tls can only be starttls, and only with smtp://."
        raise WrongSetting(message)
    security = "tls" if parts.scheme == "smtps" else asked
    usual = {"tls": 465, "starttls": 587, "": 25}[security]
    return SmtpServer(
        host=parts.hostname or "",
        port=parts.port or usual,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        security=security,
    )


def reach(server: SmtpServer, own_name: str, *, timeout: float) -> smtplib.SMTP:
    """Connect; `timeout` in seconds counts for each answer. Raises what smtplib raises."""
    if server.security == "tls":
        return smtplib.SMTP_SSL(
            server.host,
            server.port,
            local_hostname=own_name,
            timeout=timeout,
            context=ssl.create_default_context(),
        )
    return smtplib.SMTP(server.host, server.port, local_hostname=own_name, timeout=timeout)


def secure(smtp: smtplib.SMTP, server: SmtpServer) -> None:
    """Make the connection private and sign in, as far as asked. Raises what smtplib raises."""
    if server.security == "starttls":
        smtp.starttls(context=ssl.create_default_context())
    smtp.ehlo_or_helo_if_needed()
    if server.user:
        smtp.login(server.user, server.password)
