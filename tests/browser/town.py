"""A running product with people in it, whose texts come in and for whom days pass."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import time, timedelta
from itertools import count
from typing import Any

from sqlalchemy import Date, DateTime, FromClause, text, update
from sqlalchemy.exc import OperationalError

from app.kit.clock import SystemClock
from app.kit.db import Base
from app.launch.stores import borrowed
from app.mentoring.rules.topics import ANSWERS, PROPOSES
from app.people.models import Person
from app.people.passwords import hash_password
from app.people.rules import MENTORING_COORDINATOR, PROGRAMME_LEAD, SAFEGUARDING_LEAD
from app.settings import read_settings
from app.wiring import Platform, build
from tests.browser.mailbox import LINK
from tests.browser.product import Product
from tests.browser.visitor import Visitor
from tests.clock import NOON
from tests.launch.waiting import until
from tests.make.cohorts import make_cohort, make_enrolment
from tests.make.mentoring import make_profile
from tests.make.people import make_person

PASSWORD = "lantern-meadow-quilt-thistle"
DAY = timedelta(days=1)
TILLY, NORA, BERT, GWEN, OLU = (
    *("Tilly Thrift", "Nora Nettle", "Bert Brook", "Gwen Glade", "Olu Orchard"),
)
MINA, FEMI, ROBIN, SAM = "Mina Maple", "Femi Fields", "Robin Reed", "Sam Sorrel"
TILLYS_NUMBER = "+447700900177"
CREATOR = "community_health_creator"


@dataclass(frozen=True)
class Town:
    """A cohort where some take part in mentoring, and whoever looks after them."""

    product: Product
    on: Platform
    _texts: Iterator[int] = field(default_factory=lambda: count(1))

    def settle(self) -> None:
        """Let everybody come; nobody has quiet hours, since tests also run at night."""
        with self.on.transaction() as db:
            cohort = make_cohort(db, name="Millbrook neighbours", slug="millbrook")
            people = {
                name: make_person(db, name=name, email=address_of(name), password_hash=_HASH)
                for name in (NORA, BERT, GWEN, OLU, FEMI)
            }
            people[TILLY] = make_person(
                db, name=TILLY, email=None, phone=TILLYS_NUMBER, channel="text"
            )
            for name, person in people.items():
                standing = CREATOR if name in (TILLY, BERT, OLU) else "pcn_staff"
                role = "facilitator" if name == FEMI else "participant"
                make_enrolment(db, cohort, person, role=role, standing=standing)
            for name, role in (
                *((MINA, MENTORING_COORDINATOR), (ROBIN, PROGRAMME_LEAD)),
                (SAM, SAFEGUARDING_LEAD),
            ):
                make_person(
                    *(db,), name=name, email=address_of(name), roles=[role], password_hash=_HASH
                )
            facts: dict[str, Any] = {"contact_modes": ["phone"], "offers": ["computers_and_phones"]}
            make_profile(db, people[BERT], side=PROPOSES, wishes=["food_and_growing"], **facts)
            facts |= {"offers": ["food_and_growing"], "wishes": ["computers_and_phones"]}
            make_profile(db, people[GWEN], side=ANSWERS, **facts)
            # Nobody else has these words or this language.
            make_profile(db, people[OLU], side=PROPOSES, **facts | {"languages": ["pl"]})
            db.execute(update(Person).values(quiet_from=time(0), quiet_until=time(0)))
        self.pass_by(NOON - SystemClock().now() + 7 * DAY)

    def pass_by(self, so_long: timedelta) -> None:
        """Let time pass: each moment and each day in the database is so much longer ago."""
        until(lambda: self._passes(so_long), f"{so_long} pass")

    def _passes(self, so_long: timedelta) -> bool:
        """Whether it could be done at once; the worker may hold a row, and then goes first."""
        try:
            with self.on.engine.begin() as line:
                # Logs are for adding only, and nothing but their times is to change.
                line.execute(text("SET LOCAL session_replication_role = replica"))
                line.execute(text("SET LOCAL lock_timeout = '300ms'"))
                for table in Base.metadata.sorted_tables:
                    moved = _moved(table, so_long)
                    if moved:
                        line.execute(update(table).values(moved))
        except OperationalError:
            return False
        return True

    def ring(self, task: str) -> None:
        """What the worker does by itself every so often, it does now."""
        self.on.bell.ring(task)

    def tilly_texts(self, words: str) -> None:
        """A text comes in, and the worker looks."""
        folder = self.product.folder / "texts" / "in"
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f"{next(self._texts)}.part"
        draft.write_text(json.dumps({"from": TILLYS_NUMBER, "text": words}), "utf-8")
        draft.replace(draft.with_suffix(".json"))
        self.ring("read_texts")

    def tilly_gets(self, *words: str) -> str:
        """The one text with these words that came to her phone."""
        return self.product.phones.wait_for(TILLYS_NUMBER, *words)

    def tilly_gets_link(self, part: str, *, count: int) -> str:
        """The address with this part in it in the newest of so many texts to her phone."""
        text = self.product.phones.newest(TILLYS_NUMBER, part, count=count)
        links: list[str] = LINK.findall(text)
        return next(one for one in links if part in one)

    def everything_sent(self) -> str:
        """All that left by text and by e-mail, and all that the product printed."""
        letters = [f"{one.subject} {one.text}" for one in self.product.mailbox.all_letters()]
        texts = [one["text"] for one in self.product.phones.all_texts()]
        return "\n".join((*letters, *texts, self.product.log.read_text()))


@contextmanager
def settled_town(product: Product) -> Iterator[Town]:
    """One for this product, for as long as the block lasts."""
    settings = read_settings({"DLP_DATA_DIR": str(product.folder)}, port=product.port)
    with borrowed(settings) as stores:
        town = Town(product, build(stores))
        town.settle()
        yield town
        town.on.engine.dispose()


def address_of(name: str) -> str:
    """Where somebody of the town gets e-mail."""
    return f"{name.split(maxsplit=1)[0].lower()}@people.example"


def come_in(visitor: Visitor, name: str) -> Visitor:
    """Sign in with a password."""
    visitor.open("/sign-in")
    visitor.main.get_by_text("I have a password").click()
    visitor.page.locator("input[name=email]").last.fill(address_of(name))
    visitor.fill("Password", PASSWORD)
    visitor.press("Sign in with my password")
    return visitor


_HASH = hash_password(PASSWORD)


def _moved(table: FromClause, so_long: timedelta) -> dict[str, Any]:
    moved: dict[str, Any] = {}
    for column in table.columns:
        if isinstance(column.type, DateTime):
            moved[column.name] = column - so_long
        elif isinstance(column.type, Date):
            moved[column.name] = column - so_long.days
    return moved
