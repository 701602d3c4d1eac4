"""The file `.env`: settings as lines of NAME=value."""

from __future__ import annotations

from pathlib import Path

from app.kit.errors import WrongSetting


def read_env_file(path: Path) -> dict[str, str]:
    """What the file sets, by name; nothing when it is not there.

    Raises: WrongSetting for a line that sets nothing.
    """
    if not path.is_file():
        return {}
    values: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        name, equals, value = text.partition("=")
        if not equals:
            message = f".env: line {number} is not NAME=value."
            raise WrongSetting(message)
        values[name.strip()] = value.strip().strip("\"'")
    return values
