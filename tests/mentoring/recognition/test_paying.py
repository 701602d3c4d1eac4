"""What was offered is paid once, in time, or taken back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from app.mentoring.actions.recognition import note_paid
from app.mentoring.queries.recognition import offer_place
from app.people.models import Person
from app.post.actions.send import send_due
from app.post.models import Letter
from app.wiring import Platform
from tests.clock import NOON, StoppedClock
from tests.conftest import As
from tests.make.mentoring import Mentors, make_offer, make_rate
from tests.mentoring.recognition.test_offers import OWN, ROOT, filled_in, kinds_of_letters, offers

TODAY = NOON.date()


def test_from_the_yes_to_the_payment(mentors: Mentors, as_person: As) -> None:
    db = mentors.db
    offer = make_offer(db, mentors.petra)
    client, address = as_person(mentors.coordinator), f"{ROOT}{offer.id}"
    paid = {"paid_on": TODAY.isoformat()}
    early = client.post(f"{address}/payments", data=paid)
    assert (early.status_code, "They have not said yes to this" in early.text) == (409, True)
    client.post(f"{address}/answers", data={"answer": "accepted"})
    assert "Say first on which day" in client.post(f"{address}/payments", data=paid).text
    for day in ("2027-01-21", "2027-01-19", "0001-01-01"):
        done = client.post(f"{address}/completions", data={"done_on": day})
        assert done.status_code == 422
        assert "not before it was offered" in done.text
    client.post(f"{address}/completions", data={"done_on": TODAY.isoformat()})
    assert offers(db)[0].due_on == date(2027, 2, 3)
    assert "To be paid by Wednesday 3 February 2027" in as_person(mentors.petra).get(OWN).text
    client = as_person(mentors.coordinator)
    for _ in range(2):
        assert client.post(f"{address}/payments", data=paid).status_code == 302
    [kept] = offers(db)
    assert (kept.state, kept.paid_on, kept.pence) == ("paid", TODAY, 2500)
    assert kinds_of_letters(db) == ["payment_made"]
    assert client.post(f"{address}/answers", data={"answer": "declined"}).status_code == 409
    assert client.post(f"{address}/withdrawals").status_code == 409
    late = {"done_on": "2027-01-19"}
    assert client.post(f"{address}/completions", data=late).status_code == 409
    assert [one.task_done_on for one in offers(db)] == [TODAY]


def test_of_expenses_only_what_the_receipts_come_to_is_paid(
    mentors: Mentors, as_person: As
) -> None:
    db = mentors.db
    offer = make_offer(db, mentors.petra, state="expenses_only", task_done_on=TODAY)
    client, address = as_person(mentors.coordinator), f"{ROOT}{offer.id}/payments"
    paid = {"paid_on": TODAY.isoformat()}
    assert client.post(address, data={**paid, "pounds": "lots"}).status_code == 422
    client.post(address, data={**paid, "pounds": "7.40"})
    assert [one.pence for one in offers(db)] == [740]


def test_travel_and_data_are_paid_before_the_task(mentors: Mentors, as_person: As) -> None:
    db = mentors.db
    form = filled_in(mentors, rate=make_rate(db, kind="travel", pence=480).id, times="1")
    client = as_person(mentors.coordinator)
    address = client.post(ROOT, data=form).location
    client.post(f"{address}/answers", data={"answer": "accepted"})
    [offer] = offers(db)
    assert (offer.prepaid, offer.due_on) == (True, date(2027, 2, 3))
    client.post(f"{address}/payments", data={"paid_on": TODAY.isoformat()})
    assert [one.state for one in offers(db)] == ["paid"]


def test_for_what_is_taken_back_nothing_is_due(mentors: Mentors, as_person: As) -> None:
    offer = make_offer(mentors.db, mentors.petra, task_done_on=TODAY)
    client, address = as_person(mentors.coordinator), f"{ROOT}{offer.id}"
    client.post(f"{address}/answers", data={"answer": "accepted"})
    assert [one.due_on for one in offers(mentors.db)] == [date(2027, 2, 3)]
    client.post(f"{address}/withdrawals")
    assert [(one.state, one.due_on) for one in offers(mentors.db)] == [("withdrawn", None)]


def test_two_who_pay_at_once_pay_once(mentors: Mentors, sessions: sessionmaker[Session]) -> None:
    db = mentors.db
    offer = make_offer(db, mentors.petra, state="accepted", task_done_on=TODAY)
    db.commit()

    def pay(_: int) -> bool:
        with sessions() as mine, mine.begin():
            coordinator = mine.get_one(Person, mentors.coordinator.id)
            place = offer_place(mine, coordinator, recognition_id=offer.id)
            assert place is not None
            return note_paid(mine, coordinator, place, day=TODAY, pence=None, now=NOON)

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(pay, range(2))) == [False, True]
    assert kinds_of_letters(db) == ["payment_made"]


def test_what_is_taken_back_is_not_offered_any_more(
    mentors: Mentors, as_person: As, platform: Platform, clock: StoppedClock
) -> None:
    form = filled_in(mentors)
    client = as_person(mentors.coordinator)
    address = client.post(ROOT, data=form).location
    for _ in range(2):
        assert client.post(f"{address}/withdrawals").status_code == 302
    send_due(platform.sessions, platform.office, clock=clock)
    letter = mentors.db.scalars(select(Letter)).one()
    assert (letter.kind, letter.state) == ("payment_offered", "lapsed")
    [offer] = offers(mentors.db)
    own = as_person(mentors.petra)
    answer = own.post(f"{OWN}{offer.id}/answers", data={"answer": "accepted"})
    assert answer.status_code == 409
