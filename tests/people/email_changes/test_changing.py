"""An e-mail address changes when both ends said yes, or the old one was silent for three days."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.times import say_day
from app.people.actions.email_changes import settle_in_time
from app.people.actions.sign_in import make_link, use_link
from app.people.errors import LinkSpent
from app.people.models import EmailChange, Person, SignIn
from app.people.rules.email_changes import OLD_MAY_REFUSE
from app.wiring import Platform
from tests.browser_like import post
from tests.clock import NOON, StoppedClock
from tests.conftest import As
from tests.make.people import make_person
from tests.make.sign_ins import make_sign_in
from tests.people.email_changes.both_ends import (
    ACCOUNT,
    NEW,
    OLD,
    ask,
    link_in,
    links,
    mails,
    text_of,
)


def test_the_two_letters_name_nobody_to_whom_it_is_new(
    here: FlaskClient, mailbox: FlaskClient, db: Session, platform: Platform
) -> None:
    ask(here)
    sent = mails(platform)
    to_new = text_of(sent[f"{NEW}: Is this your new e-mail address?"])
    to_old = text_of(sent[f"{OLD}: Did you ask for another e-mail address?"])
    # The new address may have been typed wrongly.
    assert "Amina" not in to_new
    assert OLD not in to_new
    assert NEW not in to_old
    assert "a…@l…" in to_old
    new, old = link_in(to_new), link_in(to_old)
    # Opening a link, as a mail scanner does, says nothing.
    assert NEW in mailbox.get(new).text
    assert mailbox.get(old).status_code == 200
    assert db.scalars(select(EmailChange.new_confirmed_at)).all() == [None]
    rows = db.connection().exec_driver_sql("SELECT string_agg(t::text, '') FROM letter AS t")
    assert new.rpartition("/")[2] not in str(rows.scalar_one())


def test_both_ends_say_yes_and_the_address_is_theirs(
    here: FlaskClient, mailbox: FlaskClient, amina: Person, db: Session, platform: Platform
) -> None:
    elsewhere = make_sign_in(db, amina, now=NOON)
    on_its_way = make_link(db, amina.id, now=NOON)
    db.commit()
    assert ask(here).location == f"{ACCOUNT}#email"
    assert NEW in here.get(ACCOUNT).text
    ends = links(db, platform)
    new, old = ends["email_new"], ends["email_old"]
    assert "open the letter that went to the old one" in post(mailbox, new, page=new).text
    db.expire_all()
    assert amina.email == OLD
    assert "is in use" in post(mailbox, old, {"says": "yes"}, page=old).text
    db.expire_all()
    assert (amina.email, amina.contact_changed_by_id) == (NEW, amina.id)
    assert db.scalars(select(EmailChange)).all() == []
    # The browser that asked stays; others, and links to the old address, do not.
    assert here.get(ACCOUNT).status_code == 200
    assert elsewhere.ended_at == NOON
    with pytest.raises(LinkSpent):
        use_link(db, on_its_way.id, now=NOON)


@pytest.mark.parametrize("end", ["email_new", "email_old"])
def test_each_link_answers_once(
    here: FlaskClient, mailbox: FlaskClient, db: Session, platform: Platform, end: str
) -> None:
    ask(here)
    link = links(db, platform)[end]
    assert post(mailbox, link, {"says": "yes"}, page=link).status_code == 200
    again = post(mailbox, link, {"says": "yes"}, page="/sign-in")
    assert again.status_code == 422
    assert "used before" in again.text


def test_the_old_end_refuses_and_everybody_is_signed_out(
    here: FlaskClient, mailbox: FlaskClient, amina: Person, db: Session, platform: Platform
) -> None:
    ask(here)
    ends = links(db, platform)
    post(mailbox, ends["email_new"], page=ends["email_new"])
    stopped = post(mailbox, ends["email_old"], {"says": "no"}, page=ends["email_old"])
    assert "We stopped it" in stopped.text
    db.expire_all()
    assert amina.email == OLD
    assert db.scalars(select(EmailChange)).all() == []
    assert all(one.ended_at for one in db.scalars(select(SignIn)))
    assert here.get(ACCOUNT).status_code == 302


def test_without_a_word_from_the_old_end_it_waits_for_three_days(
    here: FlaskClient,
    mailbox: FlaskClient,
    amina: Person,
    db: Session,
    platform: Platform,
    clock: StoppedClock,
) -> None:
    ask(here)
    new = links(db, platform)["email_new"]
    post(mailbox, new, page=new)
    clock.move(hours=71)
    assert settle_in_time(db, now=clock.now()) == 0
    clock.move(hours=1)
    assert settle_in_time(db, now=clock.now()) == 1
    assert settle_in_time(db, now=clock.now()) == 0
    db.commit()
    db.refresh(amina)
    assert amina.email == NEW


def test_after_three_days_the_new_end_alone_is_enough(
    here: FlaskClient,
    mailbox: FlaskClient,
    amina: Person,
    db: Session,
    platform: Platform,
    clock: StoppedClock,
) -> None:
    ask(here)
    new = links(db, platform)["email_new"]
    clock.move(days=3)
    assert settle_in_time(db, now=clock.now()) == 0
    assert "is in use" in post(mailbox, new, page=new).text
    db.refresh(amina)
    assert amina.email == NEW


def test_the_old_end_alone_is_never_enough_and_after_two_weeks_it_is_forgotten(
    here: FlaskClient,
    mailbox: FlaskClient,
    amina: Person,
    db: Session,
    platform: Platform,
    clock: StoppedClock,
) -> None:
    ask(here)
    ends = links(db, platform)
    post(mailbox, ends["email_old"], {"says": "yes"}, page=ends["email_old"])
    clock.move(days=14)
    assert mailbox.get(ends["email_new"]).status_code == 422
    assert post(mailbox, ends["email_new"], page="/sign-in").status_code == 422
    assert settle_in_time(db, now=clock.now()) == 0
    db.commit()
    db.refresh(amina)
    assert amina.email == OLD
    assert db.scalars(select(EmailChange)).all() == []


def test_it_can_be_withdrawn_and_the_links_are_worth_nothing(
    here: FlaskClient, mailbox: FlaskClient, db: Session, platform: Platform
) -> None:
    ask(here)
    ends = links(db, platform)
    assert "Keep it as it is" in here.get(ACCOUNT).text
    post(here, "/account/email/withdrawal", page=ACCOUNT)
    assert "Keep it as it is" not in here.get(ACCOUNT).text
    for link in ends.values():
        assert mailbox.get(link).status_code == 422
    assert mails(platform) == {}


def test_one_link_is_not_good_for_the_other_end(
    here: FlaskClient, mailbox: FlaskClient, db: Session, platform: Platform
) -> None:
    ask(here)
    word = links(db, platform)["email_new"].rpartition("/")[2]
    assert mailbox.get(f"/account/email/old/{word}").status_code == 422
    assert mailbox.get("/account/email/new/nonsense").status_code == 422


def test_an_address_that_somebody_took_meanwhile_is_not_given(
    here: FlaskClient,
    mailbox: FlaskClient,
    amina: Person,
    db: Session,
    platform: Platform,
    clock: StoppedClock,
) -> None:
    ask(here)
    ends = links(db, platform)
    post(mailbox, ends["email_new"], page=ends["email_new"])
    make_person(db, email=NEW.upper())
    db.commit()
    assert post(mailbox, ends["email_old"], {"says": "yes"}, page="/sign-in").status_code == 409
    assert settle_in_time(db, now=clock.move(days=3)) == 0
    db.commit()
    db.refresh(amina)
    assert amina.email == OLD
    assert db.scalars(select(EmailChange)).all() == []


def test_who_gets_texts_reads_the_day_of_their_zone_and_that_letters_come_as_before(
    db: Session, as_person: As, mailbox: FlaskClient, platform: Platform
) -> None:
    tess = make_person(db, email=None, phone="+447700900321", channel="text")
    tess.time_zone = "Pacific/Auckland"
    ask(as_person(tess))
    ends = links(db, platform)
    theirs = say_day(NOON + OLD_MAY_REFUSE, "Pacific/Auckland")
    assert theirs != say_day(NOON + OLD_MAY_REFUSE, "Europe/London")
    old = mailbox.get(ends["email_old"]).text
    assert f"from {theirs}" in old
    assert "your old" not in old
    assert "your old" not in mailbox.get(ends["email_new"]).text
    waits = post(mailbox, ends["email_new"], page=ends["email_new"]).text
    assert f"from {theirs}" in waits
    assert "the text that we sent to your phone" in waits
    done = post(mailbox, ends["email_old"], {"says": "yes"}, page=ends["email_old"]).text
    assert "You sign in with it from now on." in done
    db.refresh(tess)
    assert (tess.email, tess.channel) == (NEW, "text")
