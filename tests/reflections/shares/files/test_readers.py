"""Who opens what goes along, as long as it is shared, and nobody else."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.kit.db import new_id
from app.mentoring.rules.sharing import COHORT, FACILITATOR, MENTOR
from app.reflections.actions.attach import remove_attachment
from app.reflections.models import ShareOpening
from tests.browser_like import post
from tests.clock import StoppedClock
from tests.conftest import CountStatements, SignIn
from tests.reflections.shares.conftest import filled
from tests.reflections.shares.files.conftest import WithFiles, opens
from tests.reflections.shares.test_who_reads import READERS, WHO, bring_about, somebody

ENDINGS = (
    *("revoked", "over", "deleted", "in_grace", "reader_left", "author_left", "entry_ended"),
    "removed",
)


@pytest.mark.parametrize("kind", [FACILITATOR, MENTOR, COHORT])
def test_only_those_it_is_for_open_what_goes_along_and_nobody_what_does_not(
    people: WithFiles, client: FlaskClient, sign_in: SignIn, kind: str
) -> None:
    share_id = people.share(kind, files=people.along)
    without = people.share(kind)
    for who in WHO:
        sign_in(client, somebody(people, who))
        may = who == "author" or who in READERS[kind]
        for file in people.along:
            assert opens(client, share_id, file) == may, who
            assert not opens(client, without, file), who
            own = client.get(f"/reflections/{people.entry}/attachments/{file}")
            assert own.status_code == (200 if who == "author" else 404), who
        assert not opens(client, share_id, people.stays), who
        assert not opens(client, share_id, new_id()), who
    noted = people.db.scalars(select(ShareOpening.reader_id).order_by(ShareOpening.id)).all()
    assert set(noted) == {getattr(people, who).id for who in READERS[kind]}
    assert len(noted) == len(READERS[kind])


@pytest.mark.parametrize("ending", ENDINGS)
def test_when_it_has_ended_no_reader_opens_a_file(
    people: WithFiles, client: FlaskClient, sign_in: SignIn, clock: StoppedClock, ending: str
) -> None:
    share_id = people.share(MENTOR, files=people.along)
    reader = people.mentor
    assert opens(sign_in(client, reader), share_id, people.picture)
    if ending == "removed":
        remove_attachment(people.db, people.author, people.picture)
        people.db.commit()
    else:
        bring_about(ending, people, share_id, reader, clock)
    assert not opens(sign_in(client, reader), share_id, people.picture)
    if ending == "removed":
        assert opens(client, share_id, people.sound)
        assert f"attachments/{people.picture}" not in client.get(f"/shares/{share_id}").text


def test_whoever_is_signed_out_is_asked_to_sign_in(people: WithFiles, client: FlaskClient) -> None:
    share_id = people.share(COHORT, files=people.along)
    answer = client.get(f"/shares/{share_id}/attachments/{people.picture}")
    assert answer.status_code == 302
    assert "/sign-in" in answer.headers["Location"]


def test_a_recording_can_be_heard_on_the_page_and_in_the_preview_and_counts_as_opening(
    people: WithFiles, client: FlaskClient, sign_in: SignIn, clock: StoppedClock
) -> None:
    sign_in(client, people.author)
    at = f"/reflections/{people.entry}/shares"
    preview = post(client, f"{at}/previews", filled(people, files=str(people.sound)))
    share_id = people.share(COHORT, files=people.along)
    sign_in(client, people.other)
    page = client.get(f"/shares/{share_id}")
    for shown in (preview, page):
        assert "<audio" in shown.text
        assert "media-src 'self'" in shown.headers["Content-Security-Policy"]
    for minutes in (0, 9, 2):
        clock.move(minutes=minutes)
        heard = client.get(
            f"/shares/{share_id}/attachments/{people.sound}", headers={"Range": "bytes=0-9"}
        )
        assert heard.status_code == 206
        assert len(heard.data) == 10
    # The page and the first two are one reading; eleven minutes later is another.
    assert people.db.scalar(select(func.count(ShareOpening.id))) == 2


def test_files_of_a_share_cost_no_more_statements_than_one(
    people: WithFiles, client: FlaskClient, sign_in: SignIn, count_statements: CountStatements
) -> None:
    few = people.share(COHORT, files=frozenset({people.picture}))
    many = people.share(COHORT, files=people.along | {people.stays})
    sign_in(client, people.other)
    costs = []
    for share_id in (few, many):
        with count_statements() as sent:
            client.get(f"/shares/{share_id}")
        costs.append(len(sent))
    assert costs == [7, 7]
