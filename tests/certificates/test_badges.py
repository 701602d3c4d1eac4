"""Badges that any program can check by itself, also when keys have changed."""

from __future__ import annotations

import gzip
import json
from base64 import urlsafe_b64decode
from hashlib import sha256
from typing import Any

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from joserfc.errors import BadSignatureError, InvalidKeyIdError
from sqlalchemy.orm import Session

from app.backups.keys import Keys, open_keys, seal_keys
from app.certificates.actions.change import take_back
from app.certificates.cli import badges
from app.certificates.queries.cohort import certificate_seat
from app.certificates.rules.keys import PUBLIC, new_seed, read_keys, rotated
from app.commands.restore import keep_keys
from app.wiring import Platform
from tests.certificates.reading import SITE, checked, token_of
from tests.clock import NOON
from tests.conftest import As
from tests.make.certificates import newest
from tests.make.people import make_person
from tests.make.progress import Way


def is_revoked(client: FlaskClient, credential: dict[str, Any]) -> bool:
    """What the list that a badge names says of it."""
    entry = credential["credentialStatus"]
    assert entry["type"] == "BitstringStatusListEntry"
    address = entry["statusListCredential"].removeprefix(SITE)
    answer = client.get(address)
    # A page of another site may read it too.
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    listed = checked(client, answer.text)
    subject = listed["credentialSubject"]
    assert subject["statusPurpose"] == entry["statusPurpose"] == "revocation"
    packed = subject["encodedList"]
    assert packed.startswith("u")
    bits = gzip.decompress(urlsafe_b64decode(packed[1:] + "=" * (-len(packed[1:]) % 4)))
    assert len(bits) * 8 >= 131_072
    index = int(entry["statusListIndex"])
    return bool(bits[index // 8] >> (7 - index % 8) & 1)


def test_a_badge_has_what_the_standards_ask_for(db: Session, way: Way, as_person: As) -> None:
    client = as_person(way.person)
    token = token_of(client, db, way)
    said = checked(client, token)
    assert said["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert said["@context"][1].startswith("https://purl.imsglobal.org/spec/ob/v3p0/context")
    assert said["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert said["id"] == said["jti"] == f"{SITE}/certificates/{newest(db, way.person).said_code}"
    assert said["issuer"]["id"] == said["iss"]
    assert said["issuer"]["type"] == ["Profile"]
    assert said["validFrom"] == NOON.isoformat().replace("+00:00", "Z")
    assert said["nbf"] == int(NOON.timestamp())
    subject = said["credentialSubject"]
    assert subject["type"] == ["AchievementSubject"]
    (who,) = subject["identifier"]
    assert (who["type"], who["hashed"], who["identityHash"]) == (
        "IdentityObject",
        False,
        "Amina Example",
    )
    achievement = subject["achievement"]
    assert set(achievement) >= {"id", "type", "name", "description", "criteria"}
    assert achievement["criteria"]["narrative"]
    # Each address that it names is there.
    for address in (said["iss"], achievement["id"], said["id"]):
        assert client.get(address.removeprefix(SITE)).status_code == 200
    header = json.loads(urlsafe_b64decode(token.split(".")[0] + "=="))
    key = client.get(header["kid"].removeprefix(SITE)).get_json(force=True)
    assert (key["kid"], key["kty"], key["crv"]) == (header["kid"], "OKP", "Ed25519")
    assert "d" not in key
    assert not is_revoked(client, said)


def test_a_badge_that_somebody_changed_does_not_verify(
    db: Session, way: Way, as_person: As
) -> None:
    client = as_person(way.person)
    head, body, signature = token_of(client, db, way).split(".")
    other = "A" if body[40] != "A" else "B"
    with pytest.raises(BadSignatureError):
        checked(client, ".".join([head, body[:40] + other + body[41:], signature]))


def test_old_badges_verify_after_the_key_changed(
    db: Session, platform: Platform, way: Way, as_person: As
) -> None:
    client = as_person(way.person)
    old = token_of(client, db, way)
    runner = CliRunner()
    assert runner.invoke(badges, ["rotate"], obj=platform).exit_code == 0
    told = runner.invoke(badges, ["status"], obj=platform).output.splitlines()
    assert [line.split("  ")[1] for line in told] == [
        "signs what is new",
        "older: for checking alone",
    ]
    new = token_of(client, db, way)
    assert new != old
    assert checked(client, old) == checked(client, new)
    # Only the public half of the old key is kept.
    kept = platform.settings.badge_keys_file
    lines = kept.read_text().split()
    assert [line.startswith(PUBLIC) for line in lines] == [False, True]
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_badge_of_what_was_taken_back_or_erased_does_not_count(
    db: Session, way: Way, as_person: As
) -> None:
    lead = make_person(db, roles=["programme_lead"])
    client = as_person(way.person)
    said = checked(client, token_of(client, db, way))
    one = newest(db, way.person)
    facts = certificate_seat(db, lead, slug=way.cohort.slug, certificate_id=one.id)
    assert facts is not None
    take_back(db, lead, facts, reason="It was a mistake of ours.", now=NOON)
    db.commit()
    assert is_revoked(client, said)
    assert client.get(f"/account/certificates/{one.id}/badge.jwt").status_code == 409
    db.delete(one)
    db.commit()
    assert is_revoked(client, said)


def test_a_hidden_name_stands_in_no_badge(db: Session, way: Way, as_person: As) -> None:
    newest(db, way.person).hides_name = True
    client = as_person(way.person)
    said = checked(client, token_of(client, db, way))
    assert "Amina" not in json.dumps(said)
    (who,) = said["credentialSubject"]["identifier"]
    hashed = sha256(f"Amina Example{who['salt']}".encode()).hexdigest()
    assert who["identityHash"] == f"sha256${hashed}"


def test_nobody_takes_somebody_elses_badge(db: Session, way: Way, as_person: As) -> None:
    client = as_person(make_person(db, roles=["programme_lead"]))
    here = f"/account/certificates/{newest(db, way.person).id}/badge"
    assert [client.get(f"{here}.{end}").status_code for end in ("jwt", "json")] == [404, 404]


def test_unknown_keys_lists_and_courses_are_not_there(client: FlaskClient) -> None:
    for address in ("keys/none", "status/0", "status/99999999999", "achievements/none"):
        assert client.get(f"/badges/{address}").status_code == 404
    assert client.get("/badges/status/1").status_code == 200


@pytest.mark.parametrize("lines", ["", "short", f"{PUBLIC}AAAA", "!!!"])
def test_lines_without_a_key_that_signs_are_refused(lines: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_keys(lines)


def test_a_key_that_was_rotated_twice_is_still_known() -> None:
    first = new_seed()
    twice = read_keys(rotated(rotated(first, new_seed()), new_seed()))
    assert len(twice.known) == 3
    assert twice.named(read_keys(first).signing.thumbprint()) is not None


def test_old_badges_verify_on_a_new_machine_with_the_keys_of_a_backup(
    db: Session, platform: Platform, way: Way, as_person: As
) -> None:
    client = as_person(way.person)
    old = token_of(client, db, way)
    runner = CliRunner()
    runner.invoke(badges, ["rotate"], obj=platform)
    path = platform.settings.badge_keys_file
    kept = tuple(path.read_text().split())
    # The new machine has made a key of its own before anything was put back.
    fresh = new_seed()
    path.write_text(fresh + "\n")
    with pytest.raises(InvalidKeyIdError):
        checked(client, old)
    keep_keys(platform.settings, open_keys(seal_keys(Keys("s", ("v",), kept), "pass"), "pass"))
    assert tuple(path.read_text().split()) == (*kept, fresh)
    assert checked(client, old) == checked(client, token_of(client, db, way))
