"""Pictures and voice notes that go along: who sees them, as long as it is shared, and no others."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.kit.db import new_id
from app.mentoring.rules.sharing import COHORT, FACILITATOR, MENTOR
from app.reflections.actions.attach import remove_attachment
from app.reflections.models import Share, ShareAttachment, ShareOpening
from tests.browser_like import hidden_fields, post
from tests.clock import StoppedClock
from tests.conftest import CountStatements, SignIn
from tests.make.attachments import kept_files, make_attachment
from tests.make.files import make_picture, make_wave
from tests.make.reflections import make_reflection
from tests.make.shares import Sharers
from tests.progress.reading import words_of
from tests.reflections.shares.conftest import filled
from tests.reflections.shares.test_sharing import main_of
from tests.reflections.shares.test_who_reads import (
    LATER,
    READERS,
    WHO,
    bring_about,
    somebody,
)

NAME = "Ottoline on Tuesday"
ENDINGS = (
    *("revoked", "over", "deleted", "in_grace", "reader_left", "author_left", "entry_ended"),
    "removed",
)


@dataclass
class WithFiles(Sharers):
    """The same people, where the entry has a picture, a voice note, and one more picture."""

    def __post_init__(self) -> None:
        """Make them, and commit."""
        super().__post_init__()
        db, own = self.db, self.entry
        self.picture = make_attachment(db, self.author, own, name=f"{NAME}.jpg")
        self.sound = make_attachment(
            db, self.author, own, make_wave(), name="a.wav", description="What I said by the canal"
        )
        self.stays = make_attachment(db, self.author, own, description="Stays with me")
        db.commit()

    @property
    def along(self) -> frozenset[UUID]:
        """What goes along."""
        return frozenset({self.picture, self.sound})


@pytest.fixture
def people(db: Session, clock: StoppedClock) -> WithFiles:
    """A cohort; it is an hour after everybody joined."""
    made = WithFiles(db)
    clock.moment = LATER
    return made


def opens(client: FlaskClient, share_id: UUID, file: UUID) -> bool:
    """Whether a file of a share opens."""
    answer = client.get(f"/shares/{share_id}/attachments/{file}")
    assert answer.status_code in (200, 404)
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.status_code == 200


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


def test_the_preview_shows_what_the_reader_sees_and_the_name_of_a_file_stays_with_its_author(
    people: WithFiles, client: FlaskClient, sign_in: SignIn
) -> None:
    sign_in(client, people.author)
    at = f"/reflections/{people.entry}/shares"
    form = client.get(f"{at}/new").text
    assert NAME in form
    assert 'type="checkbox"' in form
    assert " checked" not in form
    preview = post(client, f"{at}/previews", filled(people, files=str(people.picture)))
    assert "Nobody has looked at the pictures" in preview.text
    assert hidden_fields(preview.text)["files"] == str(people.picture)
    made = post(client, at, dict(hidden_fields(preview.text)))
    sign_in(client, people.runner)
    page = client.get(made.location).text
    own, theirs = f"/reflections/{people.entry}/attachments/", f"{made.location}/attachments/"
    assert main_of(preview.text).replace(own, theirs) == main_of(page).replace("h1", "h2")
    assert 'alt="A heron"' in page
    file = client.get(f"{theirs}{people.picture}")
    assert "filename=picture.jpg" in file.headers["Content-Disposition"]
    assert file.data == kept_files(people.db, people.author)[0].content
    for told in (page, str(file.headers)):
        assert NAME not in told
    assert "Stays with me" not in page


def test_without_a_tick_nothing_goes_along_and_the_page_says_so(
    people: WithFiles, client: FlaskClient, sign_in: SignIn
) -> None:
    sign_in(client, people.author)
    at = f"/reflections/{people.entry}/shares"
    preview = post(client, f"{at}/previews", filled(people))
    assert "Pictures and voice notes that are not in it stay with you" in preview.text
    assert "Nobody has looked at the pictures" not in preview.text
    post(client, at, dict(hidden_fields(preview.text)))
    assert people.db.scalar(select(func.count()).select_from(ShareAttachment)) == 0


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


def test_a_file_that_is_gone_or_of_another_entry_is_not_shared_and_the_form_comes_back(
    people: WithFiles, client: FlaskClient, sign_in: SignIn
) -> None:
    elsewhere = make_reflection(people.db, people.author)
    other = make_attachment(people.db, people.author, elsewhere)
    theirs = make_attachment(
        people.db, people.other, make_reflection(people.db, people.other), make_picture()
    )
    gone = people.stays
    remove_attachment(people.db, people.author, gone)
    people.db.commit()
    sign_in(client, people.author)
    at = f"/reflections/{people.entry}/shares"
    for file in (other, theirs, gone, new_id()):
        for address in (at, f"{at}/previews"):
            answer = post(client, address, filled(people, files=str(file)))
            assert answer.status_code == 422
            assert "that you ticked is not there any more" in answer.text
    assert people.db.scalar(select(func.count(Share.id))) == 0


def test_what_is_written_about_a_file_is_looked_over_like_other_words(
    people: WithFiles, client: FlaskClient, sign_in: SignIn
) -> None:
    told = make_attachment(people.db, people.author, people.entry, description="Ring 07700 900123")
    people.db.commit()
    sign_in(client, people.author)
    at = f"/reflections/{people.entry}/shares"
    assert "<mark>07700 900123</mark>" in (
        post(client, f"{at}/previews", filled(people, files=str(told))).text
    )


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


@pytest.fixture
def talk(people: WithFiles, client: FlaskClient, sign_in: SignIn) -> str:
    """The address of an entry of something that was said out loud."""
    sign_in(client, people.author)
    facts: dict[str, object] = {"on": "2027-01-20", "company": "mentor", "minutes": "5"}
    made = post(client, "/reflections/spoken", facts)
    people.entry = UUID(made.location.rsplit("/", 1)[1])
    return made.location


def test_an_entry_without_words_and_files_cannot_be_shared_also_by_its_address(
    people: WithFiles, client: FlaskClient, talk: str
) -> None:
    assert "Share it" not in words_of(client, talk)
    page = words_of(client, f"{talk}/shares/new")
    assert "There is nothing here that they could read" in page
    for end in ("", "/previews"):
        answer = post(client, f"{talk}/shares{end}", filled(people))
        assert answer.status_code == 422
        assert "There are no words in this to share." in answer.text
    assert people.db.scalar(select(func.count(Share.id))) == 0


def test_a_voice_note_of_an_entry_without_words_can_be_shared_and_says_what_is_shown(
    people: WithFiles, client: FlaskClient, sign_in: SignIn, talk: str
) -> None:
    sound = make_attachment(people.db, people.author, people.entry, make_wave(), name="a.wav")
    people.db.commit()
    assert "There are no words in it" in words_of(client, f"{talk}/shares/new")
    assert post(client, f"{talk}/shares", filled(people)).status_code == 422
    preview = post(client, f"{talk}/shares/previews", filled(people, files=str(sound)))
    made = post(client, f"{talk}/shares", dict(hidden_fields(preview.text)))
    assert "Offer some of these words" not in client.get(made.location).text
    sign_in(client, people.runner)
    page = words_of(client, made.location)
    assert "Ann Author thought about this out loud. There are no words of it to read." in page
    assert "with your mentor" not in page
    assert opens(client, UUID(made.location.rsplit("/", 1)[1]), sound)
