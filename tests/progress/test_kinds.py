"""What each kind of step shows beside its text: recordings, sheets, polls."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app.progress.rules.recordings import recording_at
from app.progress.rules.sheets import with_room
from tests.conftest import SignIn
from tests.make.progress import Way, make_way
from tests.progress.reading import html_of, row_of, words_of

FILM = "https://films.example/watch/12"
WORDS = "<h3>The first minute</h3><p>Good day.</p>"


def _as(db: Session, kind: str, data: dict[str, Any]) -> Way:
    """A way on which the first step is of this kind."""
    way = make_way(db)
    way.steps["welcome"].kind = kind
    way.steps["welcome"].data = data
    db.commit()
    return way


def test_a_recording_waits_for_a_click_and_its_words_stand_beside_it(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = _as(db, "watch", {"recording": FILM, "transcript": WORDS})
    page = html_of(sign_in(client, way.person), way.address("welcome"))
    assert "<iframe" not in page
    assert "<video" not in page
    assert f' src="{FILM}"' not in page
    assert f'<a href="{FILM}" rel="noreferrer">Open the recording on films.example</a>' in page
    assert f'data-player="{FILM}"' in page
    words = words_of(client, way.address("welcome"))
    assert "We fetch nothing from there until you press the button." in words
    assert "All the words, in writing The first minute Good day." in words
    assert 'lang="en-GB"><h3>The first minute</h3>' in page


def test_only_the_page_with_the_recording_may_play_it_and_only_from_its_site(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = _as(db, "watch", {"recording": FILM, "transcript": WORDS})
    sign_in(client, way.person)
    policy = client.get(way.address("welcome")).headers["Content-Security-Policy"]
    assert policy.endswith("; frame-src https://films.example")
    for other in (way.address("story"), way.address(), "/modules/"):
        policy = client.get(other).headers["Content-Security-Policy"]
        assert "frame-src" not in policy
        assert "films.example" not in policy


def test_a_recording_that_is_a_file_plays_as_sound_and_frames_nothing(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = _as(db, "watch", {"recording": "https://sound.example/a.mp3", "transcript": WORDS})
    answer = sign_in(client, way.person).get(way.address("welcome"))
    policy = answer.headers["Content-Security-Policy"]
    assert policy.endswith("; media-src https://sound.example")
    assert "frame-src" not in policy
    assert 'data-kind="audio"' in answer.get_data(as_text=True)


def test_without_a_recording_there_are_words_to_read_aloud(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = _as(db, "watch", {"recording": None, "transcript": WORDS})
    answer = sign_in(client, way.person).get(way.address("welcome"))
    assert "frame-src" not in answer.headers["Content-Security-Policy"]
    assert "recording.js" not in answer.get_data(as_text=True)
    words = words_of(client, way.address("welcome"))
    assert "This is a text to read aloud" in words
    assert "The first minute Good day." in words


@pytest.mark.parametrize(
    ("address", "player", "kind"),
    [
        (FILM, FILM, "frame"),
        (
            "https://www.youtube.com/watch?v=abc_DEF-123&t=4",
            "https://www.youtube-nocookie.com/embed/abc_DEF-123",
            "frame",
        ),
        ("https://youtu.be/abc", "https://www.youtube-nocookie.com/embed/abc", "frame"),
        (
            "https://www.youtube.com/embed/abc",
            "https://www.youtube-nocookie.com/embed/abc",
            "frame",
        ),
        ("https://vimeo.com/77", "https://player.vimeo.com/video/77?dnt=1", "frame"),
        ("https://vimeo.com/77/ab12", "https://player.vimeo.com/video/77?dnt=1&h=ab12", "frame"),
        ("https://films.example/a.MP4", "https://films.example/a.MP4", "video"),
        ("https://sound.example/a.ogg?x=1", "https://sound.example/a.ogg?x=1", "audio"),
    ],
)
def test_a_recording_is_played_by_the_player_of_its_site(
    address: str, player: str, kind: str
) -> None:
    found = recording_at(address)
    assert found is not None
    assert (found.page, found.player, found.kind) == (address, player, kind)


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "http://films.example/1",
        "javascript:alert(1)",
        "https://films.example;script-src *",
        "https://me@films.example/1",
        "https://films.example 'unsafe-inline'/1",
        "https://*/1",
        "https://[bad/1",
    ],
)
def test_an_address_that_could_let_in_more_is_no_recording(address: str | None) -> None:
    assert recording_at(address) is None


SHEET = "<h3>Our map</h3><p>Who:</p><hr>\n<hr>\n<table><tbody><tr><td></td></tr></tbody></table>"


def test_a_sheet_is_shown_on_the_page_with_room_to_write_and_a_way_to_print_it(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = _as(db, "download", {"sheet": SHEET})
    page = html_of(sign_in(client, way.person), way.address("welcome"))
    assert page.count('class="dlp-sheet__line"') == 2
    assert "<hr>" not in page
    print_it = f'href="{way.address("welcome", "/sheet")}">Print this sheet</a>'
    assert print_it in page
    alone = words_of(client, way.address("welcome", "/sheet"))
    assert "The words of welcome." not in alone
    assert "Our map Who: (Space to write, 2 lines)" in alone


def test_printing_a_sheet_keeps_nothing(db: Session, client: FlaskClient, sign_in: SignIn) -> None:
    way = _as(db, "download", {"sheet": SHEET})
    html_of(sign_in(client, way.person), way.address("welcome", "/sheet"))
    assert row_of(db, way, "welcome") is None


def test_a_step_without_a_sheet_and_somebody_elses_sheet_are_not_found(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = _as(db, "download", {"sheet": SHEET})
    sign_in(client, way.person)
    assert client.get(way.address("story", "/sheet")).status_code == 404
    assert client.get(way.address("nothing", "/sheet")).status_code == 404
    stranger = make_way(db).person
    sign_in(client, stranger)
    assert client.get(way.address("welcome", "/sheet")).status_code == 404


def test_a_sheet_that_is_not_open_yet_is_not_shown(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = _as(db, "download", {"sheet": SHEET})
    way.steps["welcome"].opens_days = 400
    db.commit()
    answer = sign_in(client, way.person).get(way.address("welcome", "/sheet"))
    assert answer.status_code == 403
    assert "Our map" not in answer.get_data(as_text=True)


def test_room_to_write_is_told_once_and_the_rest_stays_as_it_is() -> None:
    assert with_room("<p>As it is.</p>") == "<p>As it is.</p>"
    one = with_room("<hr>")
    assert one.count("Space to write") == 1
    assert one.count("dlp-sheet__line") == 1
    assert with_room("<hr><p>a</p><hr />").count("Space to write") == 2
    assert 'class="dlp-sheet__cell"' in with_room("<td> </td>")
    assert "dlp-sheet__cell" not in with_room("<td>x</td>")


def test_a_poll_says_honestly_what_happens_with_a_choice(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = _as(db, "poll", {"question": "Where would you begin?", "choices": ["Here", "There"]})
    words = words_of(sign_in(client, way.person), way.address("welcome"))
    assert "Where would you begin? Here There Bring your choice to the session." in words
    assert "Nothing is sent from this page" in words


def test_a_page_shows_where_one_is_in_the_module(
    db: Session, client: FlaskClient, sign_in: SignIn
) -> None:
    way = make_way(db)
    words = words_of(sign_in(client, way.person), way.address("story"))
    assert "Step 2 of 5 : Step story" in words
    assert "About 10 minutes. About 50 minutes are left in this module." in words
    assert "Step story You are here" in words
    assert "Previous step : Step welcome" in words
    assert "Next step : Step check" in words
