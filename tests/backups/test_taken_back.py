"""What somebody took back after a backup does not live again when it is brought back."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.outputs.actions.take_back import take_back
from app.outputs.models import Consent, Contribution, OutputEdition, OutputFile
from app.people.actions.recovery import fresh_recovery_codes, use_recovery_code
from app.people.actions.second_steps import remove_code_app
from app.people.errors.second_steps import CodeWrong
from app.people.models import CodeApp, Passkey, Person, SignInLink
from app.post.models import LetterChoice
from app.reflections.actions.revoke import end_share
from app.reflections.models import Share
from app.rights.actions.ask_erasure import ask_erasure, undo_erasure
from app.rights.models import Erasure, GoneRow
from app.wiring import Platform
from tests.backups.doing import back_up, put_back
from tests.clock import NOON, StoppedClock
from tests.make.outputs import WORDS, make_scene, words_in
from tests.make.people import make_person
from tests.make.reflections import kept_texts, make_reflection
from tests.make.shares import Sharers

LATER = NOON + timedelta(hours=1)


def test_words_that_were_taken_back_or_shown_to_fewer_stay_so(
    platform: Platform, clock: StoppedClock, tmp_path: Path
) -> None:
    scene = make_scene(platform.sessions, clock)
    bea, cal = scene.author("Bea Example"), scene.author("Cal Example")
    given, narrowed = scene.offer(bea), scene.offer(cal, "The bus came late.")
    output = scene.published(bea, cal)
    back_up(platform, tmp_path / "older")
    with platform.transaction() as db:
        take_back(db, scene.voice(given), now=LATER)
        newest = db.scalars(select(Consent).where(Consent.contribution_id == narrowed)).one()
        facts = {"contribution_id": narrowed, "audience": "cohort", "given_at": LATER}
        db.add(Consent(named_as=newest.named_as, few_known=newest.few_known, **facts))
    changes = put_back(platform, tmp_path / "older")
    assert changes.carried["consent"] == 2
    with platform.transaction() as db:
        mine = db.scalars(select(Consent).where(Consent.contribution_id == given)).one()
        assert mine.withdrawn_at == LATER
        assert db.get_one(Contribution, given).text == ""
        assert db.scalars(select(OutputFile.format)).all() == []
        said = [words_in(one) for one in db.scalars(select(OutputEdition.document))]
        assert not any(WORDS in one for one in said)
    assert scene.voice(narrowed).consent.audience == "cohort"
    assert [one.withdrawn_at is not None for one in scene.editions(output)][:1] == [True]
    # A report is made again of what may be shown.
    assert any(build.state == "queued" for build in scene.builds(output))


def test_a_share_that_was_revoked_and_an_entry_that_was_erased_do_not_come_back(
    platform: Platform, db: Session, tmp_path: Path
) -> None:
    on = Sharers(db)
    shared = on.share()
    gone = make_reflection(db, on.author, "Never mind.")
    db.commit()
    back_up(platform, tmp_path / "older")
    assert end_share(db, on.author, share_id=shared, now=LATER)
    db.execute(text("DELETE FROM reflection WHERE id = :id"), {"id": gone})
    db.commit()
    put_back(platform, tmp_path / "older")
    with platform.transaction() as fresh:
        assert fresh.get_one(Share, shared).revoked_at == LATER
        assert "Never mind." not in kept_texts(fresh)


def test_second_steps_are_as_they_were_left(
    platform: Platform, db: Session, tmp_path: Path
) -> None:
    lead = make_person(db, name="Lea Lead", roles=["programme_lead"])
    ben = make_person(db, name="Ben Example")
    lost = Passkey(person_id=lead.id, name="Old phone", made_at=NOON, sign_count=1)
    lost.credential_id, lost.public_key = b"old", b"key"
    app = CodeApp(person_id=ben.id, started_at=NOON, confirmed_at=NOON, locked_secret=b"x")
    db.add_all([lost, app])
    spent, unspent = fresh_recovery_codes(db, lead, now=NOON)[:2]
    db.commit()
    back_up(platform, tmp_path / "older")
    use_recovery_code(db, lead, typed=spent, now=LATER)
    db.delete(lost)
    added = Passkey(person_id=lead.id, name="New phone", made_at=LATER, sign_count=0)
    added.credential_id, added.public_key = b"new", b"key"
    db.add(added)
    remove_code_app(db, ben)
    db.commit()
    put_back(platform, tmp_path / "older")
    with platform.transaction() as fresh:
        assert fresh.scalars(select(Passkey.name)).all() == ["New phone"]
        assert fresh.scalars(select(CodeApp.id)).all() == []
        now = fresh.get_one(Person, lead.id)
        with pytest.raises(CodeWrong):
            use_recovery_code(fresh, now, typed=spent, now=LATER)
        use_recovery_code(fresh, now, typed=unspent, now=LATER)


def test_roles_addresses_and_links_are_as_they_were_left(
    platform: Platform, db: Session, tmp_path: Path
) -> None:
    lead = make_person(db, name="Lea Lead", roles=["programme_lead"], email="old@lead.example")
    ben = make_person(db, name="Ben Example", email="ben@example.example")
    links = [SignInLink(person_id=ben.id, created_at=NOON, expires_at=LATER) for _ in range(2)]
    db.add_all(links)
    db.commit()
    used = links[0].id
    back_up(platform, tmp_path / "older")
    lead.roles, lead.email, lead.password_hash = [], "new@lead.example", "changed"
    db.flush()
    # The address that she gave up is somebody else's now.
    ben.email, links[0].used_at = "old@lead.example", LATER
    db.commit()
    put_back(platform, tmp_path / "older")
    with platform.transaction() as fresh:
        now = fresh.get_one(Person, lead.id)
        assert (now.roles, now.email, now.password_hash) == ([], "new@lead.example", "changed")
        assert fresh.get_one(Person, ben.id).email == "old@lead.example"
        unused = select(SignInLink.id).where(SignInLink.used_at.is_(None))
        assert used not in fresh.scalars(unused).all()
        assert len(fresh.scalars(unused).all()) == 1


def test_a_wish_that_came_since_is_kept(platform: Platform, db: Session, tmp_path: Path) -> None:
    ann, ben = make_person(db, name="Ann Example"), make_person(db, name="Ben Example")
    ask_erasure(db, ben, ben, now=NOON)
    db.commit()
    back_up(platform, tmp_path / "older")
    undo_erasure(db, ben, now=LATER)
    ask_erasure(db, ann, ann, now=LATER)
    db.add(LetterChoice(person_id=ann.id, topic="digest", choice="none", chosen_at=LATER))
    db.commit()
    put_back(platform, tmp_path / "older")
    with platform.transaction() as fresh:
        assert fresh.scalars(select(LetterChoice.person_id)).all() == [ann.id]
        states = dict(fresh.execute(select(Erasure.person_id, Erasure.state)).all())
        assert states == {ann.id: "waiting", ben.id: "undone"}


@pytest.mark.parametrize("noted", ["mark", "id"], ids=["as now", "as an older platform did"])
def test_what_was_deleted_since_stays_deleted_however_it_was_noted(
    platform: Platform, db: Session, tmp_path: Path, noted: str
) -> None:
    amina = make_person(db, name="Amina Example")
    gone = make_reflection(db, amina, "Deleted since.")
    db.commit()
    back_up(platform, tmp_path / "older")
    db.execute(text("DELETE FROM reflection"))
    row = db.scalars(select(GoneRow).where(GoneRow.table_name == "reflection")).one()
    assert row.row_id == sha256(str(gone).encode()).hexdigest()
    if noted == "id":
        row.row_id = str(gone)
    db.commit()
    put_back(platform, tmp_path / "older")
    with platform.transaction() as fresh:
        assert kept_texts(fresh) == []
        told = select(GoneRow.row_id).where(GoneRow.table_name == "reflection")
        assert set(fresh.scalars(told)) == {sha256(str(gone).encode()).hexdigest()}


def test_what_was_lost_by_mistake_comes_back_where_somebody_says_so(
    platform: Platform, db: Session, tmp_path: Path
) -> None:
    amina = make_person(db, name="Amina Example")
    make_reflection(db, amina, "Mine.")
    db.commit()
    back_up(platform, tmp_path / "older")
    db.execute(text("DELETE FROM reflection"))
    db.commit()
    put_back(platform, tmp_path / "older", lost=frozenset({"reflection"}))
    with platform.transaction() as fresh:
        assert kept_texts(fresh) == ["Mine."]


def test_a_newer_backup_after_an_older_one_loses_nothing(
    platform: Platform, db: Session, clock: StoppedClock, tmp_path: Path
) -> None:
    amina = make_person(db, name="Amina Example", phone="+447700900001")
    gone = make_reflection(db, amina, "Erased since.")
    db.commit()
    back_up(platform, tmp_path / "first")
    clock.move(hours=1)
    make_reflection(db, amina, "Written between.")
    amina.phone = "+447700900002"
    db.execute(text("DELETE FROM reflection WHERE id = :id"), {"id": gone})
    db.commit()
    back_up(platform, tmp_path / "second")
    clock.move(hours=1)
    put_back(platform, tmp_path / "first")
    clock.move(hours=1)
    put_back(platform, tmp_path / "second")
    with platform.transaction() as fresh:
        assert kept_texts(fresh) == ["Written between."]
        assert fresh.get_one(Person, amina.id).phone == "+447700900002"
        gone_ids = fresh.scalars(select(GoneRow.row_id).where(GoneRow.table_name == "reflection"))
        assert sha256(str(gone).encode()).hexdigest() in set(gone_ids)
