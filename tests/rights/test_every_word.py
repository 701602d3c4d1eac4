"""Whatever table a person stands in, nothing of them does after they are erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from app.kit.rights import Words
from app.rights.actions.erase import reapply_erasures
from app.rights.actions.erasing.naming import LEFT_ALONE
from app.rights.declared import declared
from tests.clock import NOON, StoppedClock
from tests.make.mentoring.profiles import make_profile
from tests.make.people import make_person
from tests.reflections.privacy.kept import COLUMNS
from tests.rights.words_everywhere import STEM, write_everywhere

if TYPE_CHECKING:
    from app.wiring import Platform

NAME, EMAIL, PHONE = "Mary Leaves", "mary@leaves.example", "+447700900555"
MARKS = (NAME, EMAIL, PHONE, "07700 900555")
# What they wrote in a role or for a group stays for the others, without their name.
FOR_OTHERS = (Words.NAMING, Words.SEALED)
# It opens nothing any more, and is no word of theirs.
OPENS_NOTHING = {"story_word.word"}
# Hashes that lead to nobody, for a day.
OPENS_NOTHING |= {"spent_challenge.challenge_hash", "text_code.phone_mark"}
# No words: here they stand in for the bytes of a picture.
PICTURES = {"contribution_picture.content"}
# A day in a calendar and a list of people that name somebody go as a whole.
GOES_WHOLE = {"letter.calendar", "roster_file.content"}


def columns_with(on: Connection, *marks: str) -> dict[str, set[str]]:
    """Which of these stand in which column of whatever table, as this transaction sees it."""
    found: dict[str, set[str]] = {}
    for schema, table, column, kind in on.exec_driver_sql(COLUMNS).all():
        read = f"encode(\"{column}\", 'escape')" if kind == "bytea" else f'"{column}"::text'
        held = on.execute(text(f'SELECT {read} FROM "{schema}"."{table}"'))  # noqa: S608
        for (said,) in held:
            here = {mark for mark in marks if said and mark.lower() in str(said).lower()}
            if here:
                found.setdefault(f"{table}.{column}", set()).update(here)
    return found


def test_no_word_of_theirs_is_left_in_any_table(
    db: Session, platform: Platform, clock: StoppedClock
) -> None:
    mary = make_person(db, name=NAME, email=EMAIL, phone=PHONE)
    written = write_everywhere(db, mary.id, said=" ".join(MARKS))
    assert len(written) > 100
    assert set(columns_with(db.connection(), STEM)) >= set(written)
    assert reapply_erasures(db, {mary.id: NOON}, platform.places, now=clock.now()) == 1
    db.flush()
    left = set(columns_with(db.connection(), STEM))
    stays = {
        f"{name}.{column}"
        for name, one in declared().items()
        for column, kind in one.words.items()
        if (not one.owner and kind in FOR_OTHERS) or column in one.work
    }
    assert left - stays - OPENS_NOTHING == set()
    # What they typed for a group or for two is the others' as well, and sealed: it stays for them.
    sealed = {f"{name}.{n}" for name, one in declared().items() for n in one.seals if n in one.work}
    assert set(columns_with(db.connection(), *MARKS)) <= sealed | OPENS_NOTHING
    db.rollback()


def test_what_others_wrote_of_them_keeps_its_words_and_loses_their_name(
    db: Session, platform: Platform, clock: StoppedClock
) -> None:
    mary = make_person(db, name=NAME, email=EMAIL, phone=PHONE)
    olive = make_person(db, name="Olive Stays")
    profile = make_profile(db, make_person(db, name="Nia Newer"))
    profile.manager_email = EMAIL
    db.flush()
    written = write_everywhere(db, olive.id, said=f"and {NAME} came, {EMAIL}, 07700 900555")
    assert reapply_erasures(db, {mary.id: NOON}, platform.places, now=clock.now()) == 1
    db.flush()
    assert set(columns_with(db.connection(), STEM)) == set(written) - GOES_WHOLE
    # Here it stands in plain; really it is sealed, and nobody but its author reads it.
    closed = {
        f"{name}.{column}"
        for name, one in declared().items()
        for column, kind in one.words.items()
        if kind is Words.LOCKS or column in one.seals
    }
    named = set(columns_with(db.connection(), *MARKS)) - closed - PICTURES
    assert named <= LEFT_ALONE
    # An address that stands alone goes as well.
    db.refresh(profile)
    assert profile.manager_email == ""
    db.rollback()
