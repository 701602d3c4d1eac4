"""The pictures of the course: to be kept for ever, and never more than a picture."""

from __future__ import annotations

from hashlib import sha256

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.syllabus.models import CoursePicture
from tests.conftest import CountStatements, SignIn
from tests.make.people import make_person
from tests.make.progress import make_edition

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4">' + b"<g/>" * 400 + b"</svg>"
DIGEST = sha256(DRAWING).hexdigest()
ADDRESS = f"/course/pictures/{DIGEST}/map.svg"


@pytest.fixture
def reader(db: Session, client: FlaskClient, sign_in: SignIn) -> FlaskClient:
    """Somebody who is signed in, where two editions share one drawing."""
    for _ in range(2):
        picture = CoursePicture(edition_id=make_edition(db).id, name="map.svg", digest=DIGEST)
        picture.media_type, picture.content = "image/svg+xml", DRAWING
        picture.width = picture.height = 4
        db.add(picture)
    person = make_person(db)
    db.commit()
    return sign_in(client, person)


def test_a_picture_is_itself_and_may_be_kept_for_ever(
    reader: FlaskClient, count_statements: CountStatements
) -> None:
    with count_statements() as sent:
        answer = reader.get(ADDRESS)
    assert len(sent) == 2, sent
    assert answer.data == DRAWING
    assert answer.content_type == "image/svg+xml; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert answer.headers["ETag"] == f'"{DIGEST}"'


def test_a_drawing_that_is_opened_by_itself_can_do_nothing(reader: FlaskClient) -> None:
    headers = reader.get(ADDRESS).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; object-src 'none';")
    assert policy.endswith("frame-ancestors 'none'; sandbox")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("packing", ["gzip", "identity"])
def test_a_picture_that_the_browser_has_is_not_sent_again(
    reader: FlaskClient, packing: str
) -> None:
    first = reader.get(ADDRESS, headers={"Accept-Encoding": packing})
    known = {"Accept-Encoding": packing, "If-None-Match": first.headers["ETag"]}
    again = reader.get(ADDRESS, headers=known)
    assert again.status_code == 304
    assert again.data == b""
    assert "immutable" in again.headers["Cache-Control"]


def test_a_picture_has_one_address(reader: FlaskClient) -> None:
    for end in (f"{DIGEST}/other.svg", f"{'0' * 64}/map.svg", f"{DIGEST}/a%00b", "%00/map.svg"):
        assert reader.get(f"/course/pictures/{end}").status_code == 404


def test_pictures_are_for_people_who_are_signed_in(
    reader: FlaskClient, client: FlaskClient
) -> None:
    assert reader.get(ADDRESS).status_code == 200
    stranger = client.application.test_client()
    assert stranger.get(ADDRESS).status_code == 302
