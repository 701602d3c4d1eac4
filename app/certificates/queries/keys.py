"""The keys that sign badges, as they are kept now; no statement."""

from __future__ import annotations

from app.certificates.rules.keys import BadgeKeys, new_seed, read_keys
from app.kit.errors import WrongSetting
from app.kit.key_files import kept_once
from app.settings import Settings


def kept_lines(settings: Settings) -> str:
    """The lines of the keys; the first key is made when there is none."""
    given = settings.given_badge_keys.replace(",", "\n")
    return given or kept_once(settings.badge_keys_file, new_seed)


def badge_keys(settings: Settings) -> BadgeKeys:
    """The keys that sign badges; another process may have changed them since the last look.

    Raises: WrongSetting.
    """
    try:
        return read_keys(kept_lines(settings))
    except ValueError as error:
        message = f"DLP_BADGE_KEYS (or {settings.badge_keys_file}): {error}."
        raise WrongSetting(message) from None
