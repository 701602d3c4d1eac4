"""Where, beside the database, something about a person may lie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from re import IGNORECASE
from re import compile as compiled

from redis import Redis

from app.rights.rules.erasing import Marks

# Letters and texts are small; whatever is larger is none.
LARGEST = 30_000_000


@dataclass(frozen=True)
class Places:
    """The folder of the platform's data, folders of letters and texts, and the store of queues."""

    data_dir: Path
    folders: tuple[Path, ...]
    redis: Redis


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


def forget_keys(redis: Redis, marks: Marks) -> int:
    """Delete what the store counts under somebody's address or number: tries to sign in."""
    wanted = [one.lower().encode() for one in (marks.email, marks.phone) if one]
    if not wanted:
        return 0
    named = [
        key
        for key in redis.scan_iter("*", count=1000)
        if any(one in bytes(key).lower() for one in wanted)
    ]
    return int(redis.delete(*named)) if named else 0


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
