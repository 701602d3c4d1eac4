"""Nobody but the author has a way to a file: each role and each address, and many at once."""

from __future__ import annotations

from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.reflections.actions.attach import Sent, attach, remove_attachment
from app.reflections.errors.attachments import TooManyHere
from app.reflections.models import Attachment
from app.reflections.policy import may_open_attachment, may_remove_attachment
from app.reflections.queries import attached_file, attachments_of, own_attachment
from app.reflections.rules.attachments import MOST_ON_ENTRY
from app.wiring import Platform
from tests.browser_like import post
from tests.clock import NOON
from tests.conftest import SignIn
from tests.make.attachments import make_attachment, send_file
from tests.make.files import make_picture
from tests.make.progress import Way, make_way
from tests.make.reflections import make_reflection
from tests.progress.parallel import all_at_once
from tests.reflections.test_privacy import ROLES, somebody

WORDS = "The heron on the canal listened"


@pytest.fixture
def way(db: Session) -> Way:
    return make_way(db)


@pytest.fixture
def own(db: Session, way: Way) -> UUID:
    made = make_reflection(db, way.person)
    db.commit()
    return made


@pytest.fixture
def file(db: Session, way: Way, own: UUID) -> UUID:
    made = make_attachment(db, way.person, own, name=f"{WORDS}.jpg", description=WORDS)
    db.commit()
    return made


@pytest.mark.parametrize("role", ROLES)
def test_no_role_opens_removes_or_adds_a_file(
    db: Session,
    client: FlaskClient,
    sign_in: SignIn,
    way: Way,
    own: UUID,
    file: UUID,
    role: str,
    capfd: pytest.CaptureFixture[str],
) -> None:
    other = somebody(db, way, role)
    sign_in(client, other)
    theirs = make_reflection(db, other)
    db.commit()
    for entry in (own, theirs):
        for end in (f"{file}", f"{file}/removals/new"):
            assert client.get(f"/reflections/{entry}/attachments/{end}").status_code == 404
        again = post(client, f"/reflections/{entry}/attachments/{file}/removals")
        assert again.location == "/reflections/"
    assert client.get(f"/reflections/{own}/attachments/new").status_code == 404
    assert send_file(client, own, make_picture(), description=WORDS).status_code == 404
    assert db.scalar(select(func.count(Attachment.id))) == 1
    assert attachments_of(db, other, own) == []
    mine = own_attachment(db, way.person, reflection_id=own, attachment_id=file)
    held = attached_file(db, way.person, reflection_id=own, attachment_id=file)
    assert mine is not None
    assert held is not None
    assert not may_remove_attachment(other, mine)
    assert not may_open_attachment(other, held)
    assert may_open_attachment(way.person, held)
    assert not remove_attachment(db, other, file)
    output = capfd.readouterr()
    assert WORDS not in output.out + output.err


def test_whoever_is_signed_out_is_asked_to_sign_in(
    client: FlaskClient, own: UUID, file: UUID
) -> None:
    answer = client.get(f"/reflections/{own}/attachments/{file}")
    assert answer.status_code == 302
    assert "/sign-in" in answer.headers["Location"]


def test_a_file_is_found_on_its_own_entry_alone(
    db: Session, client: FlaskClient, sign_in: SignIn, way: Way, own: UUID, file: UUID
) -> None:
    other = make_reflection(db, way.person)
    db.commit()
    sign_in(client, way.person)
    assert client.get(f"/reflections/{own}/attachments/{file}").status_code == 200
    assert client.get(f"/reflections/{other}/attachments/{file}").status_code == 404


def test_many_uploads_at_once_never_pass_the_limit(
    db: Session, platform: Platform, way: Way, own: UUID
) -> None:
    refused = list[int]()
    sent = Sent("a.jpg", "", make_picture())

    def add(session: Session) -> None:
        try:
            attach(
                session,
                way.person,
                reflection_id=own,
                sent=sent,
                request_key=new_id(),
                now=NOON,
            )
        except TooManyHere:
            refused.append(1)

    all_at_once(platform, [add] * (MOST_ON_ENTRY + 6))
    assert db.scalar(select(func.count(Attachment.id))) == MOST_ON_ENTRY
    assert len(refused) == 6


def test_one_form_sent_many_times_at_once_adds_one_file(
    db: Session, platform: Platform, way: Way, own: UUID
) -> None:
    key, sent = new_id(), Sent("a.jpg", "", make_picture())

    def add(session: Session) -> None:
        attach(session, way.person, reflection_id=own, sent=sent, request_key=key, now=NOON)

    all_at_once(platform, [add] * 5)
    assert db.scalar(select(func.count(Attachment.id))) == 1
