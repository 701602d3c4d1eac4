"""Nobody can write the mark that becomes a sign-in address into a letter to somebody else."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.cohorts.actions.invitation import plan_invitations
from app.cohorts.actions.opening import change_facts
from app.cohorts.kinds import InvitationKind
from app.gatherings.rules import clean_link, clean_text
from app.people.rules import clean_name
from app.post.rules import SIGN_IN_LINK
from tests.clock import NOON
from tests.mail_server import MailServer
from tests.make.cohorts import make_cohort, make_enrolment, make_facilitator
from tests.make.people import make_person
from tests.make.post import letter_of, make_letters
from tests.post.conftest import PostOffice

# What a person might type who has read this code.
TYPED = "{sign_in_link}"


def test_no_text_that_people_give_keeps_the_mark() -> None:
    for cleaned in (
        clean_name(f"Ann {SIGN_IN_LINK} Bell"),
        clean_text(f"Bring {SIGN_IN_LINK} along", 2000),
        clean_link(f"https://evil.example/{SIGN_IN_LINK}"),
    ):
        assert SIGN_IN_LINK not in (cleaned or "")


def test_a_facilitator_cannot_lead_the_link_of_somebody_else_to_another_site(
    db: Session, office: PostOffice, server: MailServer
) -> None:
    cohort = make_cohort(db)
    make_facilitator(db, cohort, name=f"Ann https://evil.example/{TYPED}")
    number = f"http://evil.example/1{TYPED}"
    change_facts(db, cohort, name=cohort.name, phone=number, place_ids=[])
    lead = make_person(db, name="Lowri Lead", roles=["programme_lead"])
    plan_invitations(db, [make_enrolment(db, cohort, lead, state="invited")], now=NOON)
    db.commit()
    office.kinds = {"invitation": InvitationKind()}
    assert office.send().sent == 1
    assert server.arrivals[0].text.count("/sign-in/link/") == 1


def test_a_letter_whose_words_look_like_the_mark_still_goes(
    db: Session, office: PostOffice, server: MailServer
) -> None:
    [person] = make_letters(db, 1, name=TYPED)
    assert office.send().sent == 1
    assert letter_of(db, person).state == "sent"
    assert TYPED in server.arrivals[0].text
