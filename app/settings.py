"""Typed settings, read once from the environment or a `.env` file beside it."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.kit.env_file import read_env_file
from app.kit.key_files import kept_once
from app.kit.provider_settings import ProviderSettings, read_provider
from app.kit.sealing import master_secret, new_master_key
from app.kit.setting_values import (
    base_url,
    database_url,
    log_level,
    mail_url,
    phone_number,
    redis_url,
    text_url,
    whole_number,
    wrong,
)

MAX_WORKERS = 64
MAX_PROXIES = 5
# A week in hours, a year in days, and years.
MAX_WAIT, MAX_GRACE, MAX_KEEP = 168, 365, 20
VAULT_FILE = "vault_keys"
SECRET_FILE = "secret_key"  # noqa: S105 - the name of a file


@dataclass(frozen=True)
class Settings:
    """What a deployment decides; see the table in README.md."""

    data_dir: Path
    database_url: str | None
    redis_url: str | None
    mail_url: str
    # Who carries text messages; empty: nobody, so that facilitators ring instead.
    text_url: str
    base_url: str
    secret_key: str
    # The master keys of private writing, newest first, when the environment gives them; empty: they
    # are kept in a file of the data folder, which a command may change.
    given_vault_keys: tuple[str, ...]
    # Lines of the keys that sign badges, when the environment gives them; empty: they are kept in a
    # file of the data folder.
    given_badge_keys: str
    workers: int
    log: str
    # Where files of scales lie that this deployment has a licence for; the folder may be empty.
    scales_dir: Path
    # How many of our own proxies stand in front and may tell the caller's address.
    proxies: int
    # The number at which a worry is taken by phone, as pages show it; empty: none is named.
    safeguarding_phone: str
    # So many hours after it came, a worry that nobody has opened goes to the deputy too.
    worry_hours: int
    # So many days a programme lead may go on without a second step of signing in.
    lead_grace_days: int
    # So many years after its person was last active, an account is past its time.
    keep_years: int
    # Whether such accounts are erased after a notice: only where somebody chose the years.
    ends_unused: bool
    # The service with whose accounts people may sign in; None: there is none.
    provider: ProviderSettings | None

    def vault_keys(self) -> tuple[str, ...]:
        """The master keys of private writing as they are kept now, newest first.

        Raises: WrongSetting.
        """
        return self.given_vault_keys or kept_vault_keys(self.data_dir)

    @property
    def badge_keys_file(self) -> Path:
        """Where the keys that sign badges are kept, unless the environment gives them."""
        return self.data_dir / "badge_keys"

    @property
    def secure(self) -> bool:
        """Whether people reach the platform over HTTPS, so cookies can insist on it."""
        return self.base_url.startswith("https://")


def read_settings(environ: dict[str, str] | None = None, *, port: int = 8000) -> Settings:
    """The settings of this process; `.env` in the working directory fills what is unset.

    Raises: WrongSetting with one sentence that names the setting.
    """
    env = dict(os.environ if environ is None else environ)
    if environ is None:
        env = {**read_env_file(Path(".env")), **env}
    data_dir = Path(env.get("DLP_DATA_DIR") or "instance").absolute()
    return Settings(
        data_dir=data_dir,
        database_url=database_url(env.get("DLP_DATABASE_URL")),
        redis_url=redis_url(env.get("DLP_REDIS_URL")),
        mail_url=mail_url(env.get("DLP_MAIL_URL"), data_dir),
        text_url=text_url(env.get("DLP_TEXT_URL"), data_dir, tries_out=not env.get("DLP_MAIL_URL")),
        base_url=base_url(env.get("DLP_BASE_URL") or f"http://localhost:{port}"),
        secret_key=_secret(env.get("DLP_SECRET_KEY"), data_dir),
        given_vault_keys=_given_vault(env.get("DLP_VAULT_KEYS"), data_dir),
        given_badge_keys=env.get("DLP_BADGE_KEYS") or "",
        workers=whole_number("DLP_WORKERS", env.get("DLP_WORKERS") or "2", 1, MAX_WORKERS),
        log=log_level(env.get("DLP_LOG") or "info"),
        scales_dir=_scales(env.get("DLP_SCALES"), data_dir),
        proxies=whole_number("DLP_PROXIES", env.get("DLP_PROXIES") or "0", 0, MAX_PROXIES),
        safeguarding_phone=phone_number(env.get("DLP_SAFEGUARDING_PHONE") or ""),
        worry_hours=whole_number(
            "DLP_WORRY_HOURS", env.get("DLP_WORRY_HOURS") or "24", 1, MAX_WAIT
        ),
        provider=read_provider(env, tries_out=_tries_out(env)),
        keep_years=whole_number("DLP_KEEP_YEARS", env.get("DLP_KEEP_YEARS") or "3", 1, MAX_KEEP),
        ends_unused=bool(env.get("DLP_KEEP_YEARS")),
        lead_grace_days=whole_number("DLP_LEAD_GRACE_DAYS", _grace(env), 0, MAX_GRACE),
    )


def _grace(env: dict[str, str]) -> str:
    """None where letters really go out; elsewhere the platform is tried out."""
    if given := env.get("DLP_LEAD_GRACE_DAYS"):
        return given
    return "30" if _tries_out(env) else "0"


def _tries_out(env: dict[str, str]) -> bool:
    """Letters that go into a folder reach nobody."""
    return (env.get("DLP_MAIL_URL") or "maildir:").startswith("maildir:")


def _scales(value: str | None, data_dir: Path) -> Path:
    if not value:
        return data_dir / "scales"
    folder = Path(value).absolute()
    if not folder.is_dir():
        raise wrong("DLP_SCALES", "this folder does not exist.")
    return folder


def _secret(value: str | None, data_dir: Path) -> str:
    """The given key, or one made once and kept where only this user can read it."""
    shortest = 16
    if value:
        if len(value) < shortest:
            raise wrong("DLP_SECRET_KEY", f"it must have at least {shortest} characters.")
        return value
    path = data_dir / SECRET_FILE
    kept = _kept(path, lambda: secrets.token_urlsafe(48))
    if not kept:
        raise wrong("DLP_SECRET_KEY", f"the key kept in {path} is empty; delete that file.")
    return kept


def _given_vault(value: str | None, data_dir: Path) -> tuple[str, ...]:
    """The given master keys; without any, the file of keys is made now if it is not there."""
    if value:
        return _master_keys(value, "DLP_VAULT_KEYS")
    kept_vault_keys(data_dir)
    return ()


def kept_vault_keys(data_dir: Path) -> tuple[str, ...]:
    """The master keys in the data folder, newest first; the first is made when there is none.

    Raises: WrongSetting.
    """
    path = data_dir / VAULT_FILE
    return _master_keys(_kept(path, new_master_key), f"DLP_VAULT_KEYS (kept in {path})")


def _master_keys(text: str, name: str) -> tuple[str, ...]:
    keys = tuple(text.replace(",", " ").split())
    try:
        known = [master_secret(key) for key in keys]
    except ValueError:
        known = []
    if not known:
        raise wrong(name, "each key must be 32 bytes in URL-safe base64, the newest first.")
    return keys


def _kept(path: Path, make: Callable[[], str]) -> str:
    try:
        return kept_once(path, make)
    except OSError:
        pass
    folder = path.parent
    if folder.exists() and not folder.is_dir():
        raise wrong("DLP_DATA_DIR", f"we cannot use {folder} as a folder.")
    raise wrong("DLP_DATA_DIR", f"we cannot write in {folder}.")
