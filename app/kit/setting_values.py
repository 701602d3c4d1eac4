"""Values of settings, each checked as it is read; a wrong one is told in a sentence."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from app.kit.errors import WrongSetting

TEXT_SCHEMES = {"folder", "notify"}
MAIL_SCHEMES = {"maildir", "smtp", "smtps", "notify"}
REDIS_SCHEMES = {"redis", "rediss", "redis+socket", "unix"}
LOG_LEVELS = {"debug", "info", "warning", "error"}
PHONE = re.compile(r"\+?[0-9][0-9 ()-]{4,23}")


def wrong(name: str, remedy: str) -> WrongSetting:
    """What to say of a wrong value: which setting, and what to do."""
    return WrongSetting(f"{name}: {remedy}")


def database_url(value: str | None) -> str | None:
    """A PostgreSQL database as SQLAlchemy is told of it; None: the embedded one."""
    if not value:
        return None
    try:
        url = make_url(value)
    except ArgumentError:
        raise wrong("DLP_DATABASE_URL", "this is not a database address.") from None
    if url.get_backend_name() != "postgresql":
        raise wrong(
            "DLP_DATABASE_URL", "it must start with postgresql://, since only PostgreSQL works."
        )
    return url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


def redis_url(value: str | None) -> str | None:
    """A Redis or Valkey server; None: the embedded one."""
    if not value:
        return None
    if urlsplit(value).scheme not in REDIS_SCHEMES:
        raise wrong("DLP_REDIS_URL", "it must start with redis://, rediss:// or redis+socket://.")
    return value.replace("unix://", "redis+socket://", 1)


def text_url(value: str | None, data_dir: Path, *, tries_out: bool) -> str:
    """Texts go into a folder only where e-mail does too: nobody's real letters end in a folder."""
    if not value:
        return f"folder:{data_dir / 'texts'}" if tries_out else ""
    if urlsplit(value).scheme not in TEXT_SCHEMES:
        raise wrong("DLP_TEXT_URL", "it must start with folder: or notify:.")
    return value


def mail_url(value: str | None, data_dir: Path) -> str:
    """How e-mail goes; without a value into a folder."""
    if not value:
        return f"maildir:{data_dir / 'mail'}"
    parts = urlsplit(value)
    if parts.scheme not in MAIL_SCHEMES:
        raise wrong("DLP_MAIL_URL", "it must start with maildir:, smtp://, smtps:// or notify:.")
    try:
        port = parts.port
    except ValueError:
        raise wrong("DLP_MAIL_URL", "the port must be a number from 1 to 65535.") from None
    if parts.scheme not in {"maildir", "notify"} and (not parts.hostname or port == 0):
        raise wrong("DLP_MAIL_URL", "it must name a mail server, as in smtp://mail.example:587.")
    if parts.scheme == "maildir" and not parts.path:
        raise wrong("DLP_MAIL_URL", "it must name a folder, as in maildir:/var/mail/dlp.")
    return value


def base_url(value: str) -> str:
    """The address that people use, without a slash at its end."""
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise wrong("DLP_BASE_URL", "it must be a web address, as in https://learning.example.")
    return value.rstrip("/")


def whole_number(name: str, value: str, least: int, most: int) -> int:
    """A whole number within bounds, both of which may be."""
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise wrong(name, f"it must be a whole number from {least} to {most}.")
    return int(value)


def phone_number(value: str) -> str:
    """A number as people read it, such as `0161 496 0123`; it is shown letter for letter."""
    if value and not PHONE.fullmatch(value.strip()):
        raise wrong("DLP_SAFEGUARDING_PHONE", "it must be a phone number, as in 0161 496 0123.")
    return value.strip()


def log_level(value: str) -> str:
    """How much the log says."""
    if value.lower() not in LOG_LEVELS:
        raise wrong("DLP_LOG", "it must be debug, info, warning or error.")
    return value.lower()
