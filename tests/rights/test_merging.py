"""Two accounts of one person become one: nothing names the one that went, and nothing is lost."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.kit.rights import Merge
from app.people.models import Person
from app.reflections.models import Reflection
from app.rights.actions.merge import merge_people
from app.rights.actions.merging.folding import references, uniques_with
from app.rights.actions.merging.ways import Kept
from app.rights.declared import declared
from app.rights.models import LegalHold
from app.vault.models import VaultKey
from tests.clock import StoppedClock
from tests.conftest import SignIn
from tests.make.people import make_person
from tests.make.reflections import kept_texts, make_reflection
from tests.reflections.privacy.scene import PrivateScene
from tests.rights.doubles import columns_that_say, copy_rows, counts, name_everywhere, named_in
from tests.rights.filling import fill_every_table

if TYPE_CHECKING:
    from app.wiring import Platform


LEAST_DOUBLED = 36
# One for each person, whatever else stands in it.
ONE_OF_A_KIND = {"enrolment", "mentoring_profile", "cpd_year", "person"}


@pytest.fixture
def scene(app: Flask, platform: Platform, clock: StoppedClock, sign_in: SignIn) -> PrivateScene:
    """One person who wrote in every place there is."""
    return PrivateScene(app, platform, clock, sign_in)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("goes", ["author", "double"])
def test_after_a_merge_no_row_names_the_account_that_went_and_no_word_is_lost(
    scene: PrivateScene, engine: Engine, goes: str
) -> None:
    author = scene.people["author"].id
    double = _double(scene, engine)
    before, texts = _counts(engine), _texts(scene)
    other = {author: double, double: author}
    gone = author if goes == "author" else double
    with scene.platform.transaction() as db:
        merge_people(db, other[gone], gone, Kept(), now=scene.clock.now())
    with engine.connect() as on:
        assert columns_that_say(on, gone) == set()
    assert _texts(scene) == texts
    after = _counts(engine)
    fewer = {name for name in before if after[name] < before[name]}
    may_be_fewer = {
        one.name
        for one in declared().values()
        if {Merge.ONE, Merge.ENDS} & set(one.merges.values())
    }
    assert fewer - may_be_fewer == {"vault_key"}
    # What a backup must not bring back is remembered, by ids alone.
    assert {name for name in before if after[name] > before[name]} <= {"gone_row"}
    with scene.platform.sessions() as db:
        assert db.get(VaultKey, gone) is None
        assert set(db.scalars(select(Reflection.person_id))) >= {other[gone]}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("alike", [False, True], ids=["rows that differ", "rows that are twins"])
def test_whatever_table_names_both_accounts_names_one_afterwards(
    db: Session, clock: StoppedClock, *, alike: bool
) -> None:
    stays, goes = make_person(db, name="Ann Author").id, make_person(db, name="Ann A.").id
    made, place = fill_every_table(db, goes, stays, alike=alike)
    assert len(made) > 150
    # One that holds would stop it.
    db.execute(update(LegalHold).values(lifted_at=clock.now()))
    before = counts(db.connection())
    merge_people(db, stays, goes, Kept(), now=clock.now())
    assert columns_that_say(db.connection(), goes) == set()
    assert columns_that_say(db.connection(), place) == set()
    after = counts(db.connection())
    fewer = {name for name in before if after[name] < before[name]}
    ending = {one.name for one in declared().values() if Merge.ENDS in one.merges.values()}
    # Of these, what nobody has used.
    ending |= {"sign_in_link"}
    one_each = {
        column.table.name
        for name in ("person", "enrolment")
        for column in references(name)
        if uniques_with(column)
    }
    assert fewer <= ending | one_each | {"person"}
    if not alike:
        # Nothing of whoever goes is lost but what ends, and what there is one of.
        assert fewer <= ending | ONE_OF_A_KIND
    for column in references("person"):
        if Merge.ENDS is not declared()[column.table.name].merges[column.name]:
            assert stays in named_in(db.connection(), column), str(column)
    db.rollback()


def _texts(scene: PrivateScene) -> list[str]:
    with scene.platform.sessions() as db:
        return kept_texts(db)


def _counts(engine: Engine) -> Counter[str]:
    with engine.connect() as on:
        return counts(on)


def _double(scene: PrivateScene, engine: Engine) -> UUID:
    """A second account of the author, with a row wherever the first has one."""
    author = scene.people["author"].id
    with scene.platform.transaction() as db:
        double = make_person(db, name="Ann A. Author", email=None, phone="+447700900111").id
        make_reflection(db, db.get_one(Person, double), "What the second account wrote.")
    filled = copy_rows(engine, "person", author, double)
    with scene.platform.sessions() as db:
        places = {
            who: db.scalars(select(Enrolment.id).where(Enrolment.person_id == who)).one()
            for who in (author, double)
        }
    filled |= copy_rows(engine, "enrolment", places[author], places[double])
    # Otherwise nothing would be moved, and the test would say nothing; 38 when it was written.
    assert len(filled) >= LEAST_DOUBLED, sorted(filled)
    name_everywhere(engine, author, double)
    return double
