"""Who was made one with another and then erased stays so, and addresses find their way."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.people.models import Person
from app.reflections.models import Reflection
from app.rights.actions.erase import reapply_erasures
from app.rights.actions.merge import merge_people
from app.rights.actions.merging.ways import Kept
from app.rights.actions.remerge import Made, into_erased
from app.rights.models import Erasure
from app.rights.rules.erasing import SOMEONE
from app.rights.rules.merging import GOES
from app.wiring import Platform
from tests.backups.doing import back_up, put_back
from tests.clock import NOON
from tests.make.people import make_person
from tests.make.reflections import kept_texts, make_reflection
from tests.rights.marks import rows_that_hold

ADDRESS = "first@mary.example"
MARKS = ("Mary First", ADDRESS, "Zq wrote this")


def first_account(db: Session) -> Person:
    """The account of somebody who will have a second one."""
    person = make_person(db, name=MARKS[0], email=ADDRESS)
    make_reflection(db, person, f"{MARKS[2]}.")
    db.commit()
    return person


def erase(on: Platform, db: Session, person_id: UUID) -> None:
    """They are erased, and it is committed."""
    assert reapply_erasures(db, {person_id: NOON}, on.places, now=NOON) == 1
    db.commit()


def merge(db: Session, goes: Person, stays: Person) -> Made:
    """Two become one, and it is committed."""
    made = Made(goes.id, stays.id, NOON)
    merge_people(db, stays.id, goes.id, Kept(email=GOES), now=NOON)
    db.commit()
    return made


def test_whoever_was_made_one_with_a_later_account_and_erased_does_not_live_again(
    platform: Platform, db: Session, tmp_path: Path
) -> None:
    first = first_account(db)
    back_up(platform, tmp_path / "older")
    second, third = make_person(db, name="Mary Second"), make_person(db, name="Mary Third")
    merges = (merge(db, first, second), merge(db, second, third))
    erase(platform, db, merges[1].stays)
    changes = put_back(platform, tmp_path / "older", merges=merges)
    assert (changes.erased, changes.merged, changes.apart) == (1, 0, 0)
    assert rows_that_hold(platform.engine, *MARKS) == set()
    with platform.transaction() as fresh:
        assert fresh.scalars(select(Reflection.id)).all() == []
        assert merges[0].goes in fresh.scalars(select(Erasure.person_id)).all()


def test_both_accounts_of_whoever_was_erased_are_erased_when_a_backup_holds_both(
    platform: Platform, db: Session, tmp_path: Path
) -> None:
    first = first_account(db)
    # Something stands between them in the backup: they could not be made one again.
    second = make_person(db, name="Mary Second", email="second@mary.example")
    first.roles = ["programme_lead"]
    db.commit()
    back_up(platform, tmp_path / "older")
    first.roles = []
    db.commit()
    made = merge(db, first, second)
    erase(platform, db, made.stays)
    changes = put_back(platform, tmp_path / "older", merges=(made,))
    assert (changes.erased, changes.apart) == (2, 0)
    assert rows_that_hold(platform.engine, *MARKS, "second@mary.example") == set()


def test_whoever_was_left_apart_from_somebody_who_was_erased_later_lives_on(
    platform: Platform, db: Session, tmp_path: Path
) -> None:
    first, second = first_account(db), make_person(db, name="Mary Second")
    db.commit()
    back_up(platform, tmp_path / "older")
    made = Made(first.id, second.id, NOON)
    erase(platform, db, made.stays)
    changes = put_back(platform, tmp_path / "older", merges=(made,))
    assert (changes.erased, changes.merged) == (1, 0)
    with platform.transaction() as fresh:
        assert fresh.get_one(Person, made.goes).email == ADDRESS
        assert kept_texts(fresh) == [f"{MARKS[2]}."]


def test_a_chain_of_accounts_ends_also_where_two_went_into_each_other() -> None:
    one, two, three = (UUID(int=number) for number in (1, 2, 3))
    there_and_back = (Made(one, two, NOON), Made(two, one, NOON))
    assert into_erased(there_and_back, {three}) == {}
    assert into_erased(there_and_back, {one}) == {two: one}
    assert into_erased((Made(two, three, NOON), Made(one, two, NOON)), {three}) == {
        one: three,
        two: three,
    }


def test_an_address_that_was_an_erased_persons_is_whose_it_is_now(
    platform: Platform, db: Session, tmp_path: Path
) -> None:
    first, other = first_account(db), make_person(db, name="Olive Stays", email="old@o.example")
    db.commit()
    ids = first.id, other.id
    back_up(platform, tmp_path / "older")
    erase(platform, db, ids[0])
    db.get_one(Person, ids[1]).email = ADDRESS
    db.commit()
    changes = put_back(platform, tmp_path / "older")
    assert changes.erased == 1
    with platform.transaction() as fresh:
        assert fresh.get_one(Person, ids[1]).email == ADDRESS
        gone = fresh.get_one(Person, ids[0])
        assert (gone.name, gone.email) == (SOMEONE, None)
    assert rows_that_hold(platform.engine, MARKS[0], MARKS[2]) == set()


def test_an_address_that_somebody_gave_up_is_whose_it_is_now(
    platform: Platform, db: Session, tmp_path: Path
) -> None:
    phone = {"phone": "+447700900001", "channel": "text"}
    gave_up = make_person(db, name="Gay Gives", email="a@o.example", **phone)
    took = make_person(db, name="Tom Took", email="b@o.example")
    went = make_person(db, name="Will Went", email="c@o.example")
    late = make_person(db, name="Lou Later", email="d@o.example")
    db.commit()
    ids = [one.id for one in (gave_up, took, late)]
    back_up(platform, tmp_path / "older")
    # One account is gone, into another that came after the backup, and its address was passed on.
    newer = make_person(db, name="Will Newer")
    db.commit()
    made = merge(db, went, newer)
    for person_id, email in zip(
        (made.stays, *ids), (None, None, "a@o.example", "c@o.example"), strict=True
    ):
        person = db.get_one(Person, person_id)
        person.channel = "post" if email is None else person.channel
        person.email = email
        db.flush()
    db.commit()
    changes = put_back(platform, tmp_path / "older", merges=(made,))
    assert changes.apart == 1
    with platform.transaction() as fresh:
        found = dict(fresh.execute(select(Person.id, Person.email)).all())
        assert [found[one] for one in ids] == [None, "a@o.example", "c@o.example"]
        assert found[made.goes] is None
