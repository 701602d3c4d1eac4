"""Where, beside the database, something about a person may lie."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path
from re import IGNORECASE
from re import compile as compiled
from uuid import UUID

from redis import Redis

from app.rights.rules.erasing import Marks

LEDGER = "erasures.jsonl"
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
    """Delete what the store counts under somebody's address, such as tries to sign in."""
    if not marks.email:
        return 0
    wanted = marks.email.lower().encode()
    named = [key for key in redis.scan_iter("*", count=1000) if wanted in bytes(key).lower()]
    return int(redis.delete(*named)) if named else 0


def note_erasure(data_dir: Path, person_id: UUID, *, now: datetime) -> None:
    """Write the person's id into the ledger beside the database, once."""
    if person_id in read_ledger(data_dir):
        return
    path = data_dir / LEDGER
    line = json.dumps({"person_id": str(person_id), "erased_at": now.isoformat()}) + "\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    _mend_end(path)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def read_ledger(data_dir: Path) -> dict[UUID, datetime]:
    """Who was erased and when, by the ledger beside the database; a torn line is passed over."""
    path = data_dir / LEDGER
    found: dict[UUID, datetime] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        try:
            told = json.loads(line)
            found[UUID(told["person_id"])] = datetime.fromisoformat(told["erased_at"])
        except (ValueError, KeyError, TypeError):
            continue
    return found


def _mend_end(path: Path) -> None:
    """Let the ledger end with a whole line: what a crash left of one is taken away."""
    held = path.read_bytes() if path.is_file() else b""
    _, _, last = held.rpartition(b"\n")
    if not last:
        return
    with path.open("r+b") as file:
        try:
            json.loads(last)
        except ValueError:
            file.truncate(len(held) - len(last))
        else:
            file.seek(0, os.SEEK_END)
            file.write(b"\n")


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
