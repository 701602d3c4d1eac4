"""Who they are, which cohorts they come to, and what reaches them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.gatherings.models import Gathering
from app.gatherings.rules.reminders import NAMES
from app.outputs.models import Output
from app.people.models import Person
from app.post.models import Letter
from tests.clock import StoppedClock
from tests.correspondence.conftest import PHONE
from tests.flowed import unflowed
from tests.make.cohorts import make_cohort, make_facilitator, make_member
from tests.make.people import make_person
from tests.make.progress import make_edition, make_module

if TYPE_CHECKING:
    from app.wiring import Platform

ADDRESS = "em@learning.example"


class Crew:
    """Em reads e-mail and Tess texts, Cal is rung and Pia reads paper; Farah runs their cohorts."""

    # The sessions of the river group, once they are planned.
    first: Gathering
    unnoted: Gathering
    off: Gathering
    small: Gathering
    series: list[Gathering]
    # What they offered words to.
    report: Output

    def __init__(
        self, db: Session, platform: Platform, clock: StoppedClock, browser: FlaskClient
    ) -> None:
        self.db, self.platform, self.clock, self.browser = db, platform, clock, browser
        edition = make_edition(db)
        make_module(db, edition.id, 1)
        make_module(db, edition.id, 2).opens_days = 3
        self.late = make_module(db, edition.id, 3)
        self.late.opens_days = 90
        self.cohorts = {
            slug: make_cohort(
                db,
                slug=slug,
                name=f"The {slug} group",
                edition=edition,
                starts_on=date(2027, 1, 25),
                capacity=1 if slug == "hill" else None,
                phone="020 7946 0000",
            )
            for slug in ("river", "hill", "garden", "orchard", "valley", "meadow")
        }
        self.river, self.hill = self.cohorts["river"], self.cohorts["hill"]
        self.river.reminders = list(NAMES)
        make_member(db, self.hill, name="Fil Ler")
        self.nia = make_member(db, self.river, name="Nia Noted")
        self.farah = make_facilitator(db, self.river)
        self.farah.roles = ["programme_lead"]
        self.second = make_person(db, name="Sam Safe", roles=["safeguarding_lead"])
        self.em = make_person(db, name="Em Mail", email=ADDRESS)
        self.tess = make_person(db, name="Tess Text", email=None, phone=PHONE, channel="text")
        self.cal = make_person(db, name="Cal Call", email=None, phone=PHONE, channel="call")
        self.pia = make_person(db, name="Pia Paper", email=None, channel="post")
        self.pia.post_address = "1 High Street\nRiverside"
        self.people = [self.em, self.tess, self.cal, self.pia]
        self.pages: list[str] = []
        db.commit()

    def letters(self, person: Person, state: str) -> list[Letter]:
        """Their letters in this state."""
        self.db.rollback()
        wanted = select(Letter).where(Letter.person_id == person.id, Letter.state == state)
        return list(self.db.scalars(wanted, execution_options={"populate_existing": True}))

    def heard(self, person: Person) -> list[Letter]:
        """What went to somebody."""
        return self.letters(person, "sent")

    def told(self, person: Person) -> set[tuple[str, str, str]]:
        """The kind, the thing and the occurrence of each letter that went to somebody."""
        places = self.db.execute(select(Enrolment.id, Enrolment.cohort_id))
        seats = {enrolment: f"seat in {cohort}" for enrolment, cohort in places}
        of_one = (
            "proposal",
            "digest",
            "commented",
            "log_opened",
            "pledge_follow_up",
            "certificate",
        )
        of_words = ("redaction", "written_down", "approval_reply")
        own = dict.fromkeys((*of_one, *of_words), "their own")
        # People stand in line one after the other, and paper takes longer to come.
        lines = ("in_line", "seat", "offer")
        return {
            (
                one.kind,
                own.get(one.kind) or seats.get(one.about_id) or str(one.about_id),
                "" if one.kind in lines else one.occurrence,
            )
            for one in self.heard(person)
        }

    def mails(self) -> Iterator[tuple[EmailMessage, str]]:
        """The e-mails in the folder with their texts as a phone shows them."""
        folder = Path(self.platform.settings.mail_url.removeprefix("maildir:")) / "new"
        for file in sorted(folder.iterdir()):
            message = message_from_bytes(file.read_bytes(), policy=policy.default)
            assert isinstance(message, EmailMessage)
            part = message.get_body(("plain",))
            assert part is not None
            yield message, unflowed(part.get_content())

    def texts(self) -> list[dict[str, str]]:
        """The text messages in the folder."""
        folder = Path(self.platform.settings.text_url.removeprefix("folder:"))
        return [json.loads(file.read_text()) for file in sorted(folder.glob("*.json"))]

    def seat(self, person: Person) -> UUID:
        """Their enrolment in the river group."""
        wanted = select(Enrolment.id).where(
            Enrolment.cohort_id == self.river.id, Enrolment.person_id == person.id
        )
        return self.db.scalars(wanted).one()
