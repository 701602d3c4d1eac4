"""`dlp doctor`: one line for each thing the platform stands on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta

import click
from redis.exceptions import RedisError
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from app import migrate
from app.audit.queries.chain import head_of, waits_since
from app.backups.kept import last_backup
from app.commands.opened import platform
from app.gateways.ports.carrier import TryAgain
from app.gateways.ports.provider import ProviderAway, ProviderRefuses, Trip
from app.kit.errors import WrongSetting
from app.kit.sealing import mark_of, master_secret
from app.practice.rules.scales import read_shelf
from app.vault.actions import count_by_mark
from app.wiring import Platform

LEAST_FREE = 500 * 1024 * 1024
# Whoever makes backups and has stopped should hear of it.
OLD = timedelta(days=8)
# The worker seals the record every five seconds.
LONGEST_UNSEALED = timedelta(minutes=5)
MOST_APART = timedelta(seconds=30)


class Unwell(Exception):  # noqa: N818 - the doctor's word
    """Something is wrong; the message says what, and what to do."""


@click.command("doctor")
def doctor_command() -> None:
    """Check settings, database, queue, mail, clock and disk; exit 1 if any fails."""
    try:
        found = platform()
    except WrongSetting as wrong:
        click.echo(f"settings   WRONG  {wrong}")
        raise click.exceptions.Exit(1) from None
    click.echo(f"settings   good   {found.settings.base_url}, data in {found.settings.data_dir}")
    well = [_line(name, examine, found) for name, examine in EXAMINATIONS.items()]
    if not all(well):
        raise click.exceptions.Exit(1)


def _line(name: str, examine: Callable[[Platform], str], found: Platform) -> bool:
    try:
        click.echo(f"{name:<10} good   {examine(found)}")
    except (Unwell, SQLAlchemyError, RedisError, TryAgain, OSError) as trouble:
        words = str(trouble) if isinstance(trouble, (Unwell, TryAgain)) else type(trouble).__name__
        click.echo(f"{name:<10} WRONG  {words}")
        return False
    return True


def _database(found: Platform) -> str:
    at, newest = migrate.current(found.engine), migrate.newest()
    if at != newest:
        message = f"at migration {at}, the newest is {newest}: run `dlp db upgrade`"
        raise Unwell(message)
    return f"PostgreSQL answers, at migration {at}"


def _queue(found: Platform) -> str:
    found.redis.ping()
    waiting = found.redis.llen("celery")
    return f"Redis answers, {waiting} tasks wait"


def _mail(found: Platform) -> str:
    for carrier in found.office.carriers.values():
        carrier.check()
    kinds = [found.settings.mail_url.split(":", 1)[0]]
    if found.settings.text_url:
        kinds.append(f"{found.settings.text_url.split(':', 1)[0]} for texts")
    return f"{' and '.join(kinds)} takes letters"


def _clock(found: Platform) -> str:
    with found.sessions() as db:
        theirs = db.scalar(select(func.now())) or found.clock.now()
    apart = abs(theirs - found.clock.now())
    if apart > MOST_APART:
        message = f"the database's clock is {apart.total_seconds():.0f} s apart from ours"
        raise Unwell(message)
    return f"{apart.total_seconds():.1f} s apart from the database's"


def _disk(found: Platform) -> str:
    found.settings.data_dir.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(found.settings.data_dir).free
    if free < LEAST_FREE:
        message = f"only {free // 1024**2} MiB free in {found.settings.data_dir}"
        raise Unwell(message)
    return f"{free // 1024**2} MiB free"


def _vault(found: Platform) -> str:
    known = {mark_of(master_secret(key)) for key in found.settings.vault_keys()}
    with found.sessions() as db:
        counted = count_by_mark(db)
    lost = sum(number for mark, number in counted.items() if mark not in known)
    if lost:
        message = f"the master key for {lost} people's writing is missing: see `dlp vault status`"
        raise Unwell(message)
    return f"master keys for the writing of {sum(counted.values())} people"


def _scales(found: Platform) -> str:
    shelf = read_shelf(found.settings.scales_dir)
    if shelf.faults:
        message = f"{shelf.faults[0]} `dlp scales check` names each of {len(shelf.faults)} faults"
        raise Unwell(message)
    number = len(shelf.scales)
    return f"{number} of your own in {found.settings.scales_dir}" if number else "none of your own"


def _backup(found: Platform) -> str:
    made = last_backup(found.settings.data_dir)
    if made is None:
        return "none made here yet: `dlp backup FILE` makes one"
    age = found.clock.now() - made.made_at
    said = f"{made.rows:,} rows in {made.file}, {_say_age(age)} ago"
    if age > OLD:
        message = f"the last one is old: {said}"
        raise Unwell(message)
    return said


def _say_age(age: timedelta) -> str:
    hours = int(age.total_seconds() // 3600)
    return f"{hours // 24} days" if hours >= 48 else f"{hours} hours"  # noqa: PLR2004 - two days


def _provider(found: Platform) -> str:
    if found.provider is None:
        return "nobody signs in with an account elsewhere"
    try:
        found.provider.way_there(Trip("state", "nonce", "verifier", found.settings.base_url))
    except (ProviderAway, ProviderRefuses) as trouble:
        message = f"{found.provider.issuer} cannot be used: {trouble or 'it does not answer'}"
        raise Unwell(message) from None
    return f"{found.provider.name} answers at {found.provider.issuer}"


def _record(found: Platform) -> str:
    with found.sessions() as db:
        head, since = head_of(db), waits_since(db)
    if since is not None and found.clock.now() - since > LONGEST_UNSEALED:
        message = "rows wait to be sealed since {:%d %B %H:%M}: is the worker running?"
        raise Unwell(message.format(since))
    return f"sealed up to row {head}"


EXAMINATIONS: dict[str, Callable[[Platform], str]] = {
    "database": _database,
    "queue": _queue,
    "mail": _mail,
    "vault": _vault,
    "clock": _clock,
    "scales": _scales,
    "backup": _backup,
    "record": _record,
    "disk": _disk,
    "sign-in": _provider,
}
