"""Where, beside the database, something about a person may lie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from re import IGNORECASE
from re import compile as compiled

from app.rights.rules.erasing import Marks

# Letters and texts are small; whatever is larger is none.
LARGEST = 30_000_000


@dataclass(frozen=True)
class Places:
    """The folder of the platform's data, and those of letters and texts."""

    data_dir: Path
    folders: tuple[Path, ...]


def folders_of(*addresses: str) -> tuple[Path, ...]:
    """The folders that carriers write into, such as `maildir:/data/mail`; others have none."""
    split = (address.partition(":") for address in addresses)
    return tuple(Path(rest) for kind, _, rest in split if kind in {"maildir", "folder"} and rest)


def forget_files(places: Places, marks: Marks) -> int:
    """Delete letters and texts in our folders that name somebody; returns how many."""
    wanted = compiled(marks.pattern, IGNORECASE)
    gone = 0
    for folder in places.folders:
        for path in folder.rglob("*") if folder.is_dir() else ():
            if path.is_file() and any(wanted.search(text) for text in _texts(path)):
                path.unlink(missing_ok=True)
                gone += 1
    return gone


def _texts(path: Path) -> Iterator[str]:
    """What can be read in a file: as it is, and as a letter however its parts are written."""
    if path.stat().st_size > LARGEST:
        return
    content = path.read_bytes()
    yield content.decode("utf-8", "replace")
    letter = message_from_bytes(content, policy=policy.default)
    yield from (str(value) for value in letter.values())
    for part in letter.walk():
        if not part.is_multipart():
            plain = part.get_payload(decode=True)
            yield plain.decode("utf-8", "replace") if isinstance(plain, bytes) else str(plain)
