"""The stores that the settings name, or embedded ones for as long as somebody works with them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from app.gateways.embedded.claim import Claim
from app.gateways.embedded.places import make_data_dir
from app.gateways.embedded.postgres import EmbeddedPostgres
from app.gateways.embedded.refusals import CannotStart
from app.gateways.embedded.valkey import EmbeddedValkey
from app.settings import Settings

CLAIM = "running.lock"
WAIT = 20.0


@dataclass(frozen=True)
class Note:
    """What the holder of the claim tells others."""

    address: str = ""
    database_url: str = ""
    redis_url: str = ""


def claim_on(data_dir: Path) -> Claim:
    """The claim of whoever runs the platform, or one command, in this folder."""
    return Claim(make_data_dir(data_dir) / CLAIM)


def read_note(claim: Claim) -> Note:
    """What the holder tells; empty while it is still starting."""
    try:
        return Note(**json.loads(claim.told()))
    except (ValueError, TypeError):
        return Note()


def write_note(claim: Claim, settings: Settings, address: str) -> None:
    """Tell others where the stores are, and the address of the platform where it runs."""
    note = Note(address, settings.database_url or "", settings.redis_url or "")
    claim.tell(json.dumps(note.__dict__))


@contextmanager
def started(
    settings: Settings, say: Callable[[str], None]
) -> Iterator[tuple[Settings, dict[str, int]]]:
    """The settings with both stores named, and the processes started for that, by name.

    The caller holds the claim. Raises: CannotStart.
    """
    pids: dict[str, int] = {}
    with ExitStack() as stack:
        if settings.database_url is None:
            say("Starting PostgreSQL")
            postgres = stack.enter_context(EmbeddedPostgres(settings.data_dir))
            pids["PostgreSQL"] = postgres.pid
            if postgres.home != postgres.data_dir:
                say(f"  PostgreSQL does not run as root, so its data is in {postgres.home}")
            settings = replace(settings, database_url=postgres.url)
        if settings.redis_url is None:
            say("Starting Valkey")
            valkey = stack.enter_context(EmbeddedValkey(settings.data_dir))
            pids["Valkey"] = valkey.pid
            settings = replace(settings, redis_url=valkey.url)
        yield settings, pids


@contextmanager
def borrowed(settings: Settings) -> Iterator[Settings]:
    """The settings with both stores named, for one command: those that run, or our own meanwhile.

    Raises: CannotStart when another command keeps them for more than 20 seconds.
    """
    if settings.database_url and settings.redis_url:
        yield settings
        return
    claim = claim_on(settings.data_dir)
    limit = time.monotonic() + WAIT
    while not claim.take():
        note = read_note(claim)
        if note.address:
            yield replace(
                settings,
                database_url=settings.database_url or note.database_url,
                redis_url=settings.redis_url or note.redis_url,
            )
            return
        if time.monotonic() > limit:
            message = f"Another command is at work in {settings.data_dir}. Try again later."
            raise CannotStart(message)
        time.sleep(0.1)
    try:
        with started(settings, lambda _: None) as (ready, _pids):
            yield ready
    finally:
        claim.give_back()
