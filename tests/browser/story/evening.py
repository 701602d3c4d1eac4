"""A session takes place: who means to come, the way in, the register, and a kind word after it."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.story.cast import Cast
from tests.browser.story.reaching import WORK, open_the_cohort
from tests.browser.story.roster import PEARL, TAM
from tests.browser.story.series import FIRST, ROOM, SECOND
from tests.browser.visitor import Visitor
from tests.launch.waiting import until

# Sessions begin with a minute, so one that begins soon may take so long, in seconds.
BEGINS = 90.0


def say_that_i_come(participant: Visitor, cast: Cast) -> None:
    """From home to an answer for the session of next week."""
    open_the_cohort(participant, cast)
    participant.follow("Sessions")
    participant.follow(SECOND)
    participant.press("I am coming")
    participant.sees_heading("You are coming")


def enter_that_they_come(facilitator: Visitor, cast: Cast) -> None:
    """From home: Pearl said it on the phone; the list shows who entered it."""
    open_the_cohort(facilitator, cast)
    facilitator.follow("Sessions")
    facilitator.follow(SECOND)
    facilitator.follow("Who is coming, and what they need")
    facilitator.follow(PEARL)
    facilitator.fill("What they need to take part (if they like)", "A lift home")
    facilitator.press("They are coming")
    facilitator.sees("A lift home")
    facilitator.sees(f"Entered by {cast.facilitator.name}")


def go_into_the_room(participant: Visitor, cast: Cast) -> None:
    """From home, through our door, which leads to the room on another site."""
    open_the_cohort(participant, cast)
    participant.follow(FIRST)
    participant.follow("Go to the online room")
    door = participant.form("Go to the online room")
    token = door.locator("input[name=csrf_token]").get_attribute("value") or ""
    # Nothing answers at the other site, so what the button does is sent by hand.
    answer = participant.page.request.post(
        participant.page.url, form={"csrf_token": token}, max_redirects=0
    )
    assert (answer.status, answer.headers["location"]) == (303, ROOM)


def note_who_is_there(facilitator: Visitor, cast: Cast) -> None:
    """From home, once the session has begun: one tap for each, and the hint is kept by Save."""
    open_the_cohort(facilitator, cast)
    begun = facilitator.main.get_by_role("link", name="Note who is there")
    until(lambda: begun.count() or _reload(facilitator), "the session begins", BEGINS, every=1)
    facilitator.follow("Note who is there")
    nurse = row_of(facilitator, cast.nurse.name)
    expect(nurse).to_contain_text("Hint: opened the online room at")
    expect(nurse.get_by_label("Online")).to_be_checked()
    row_of(facilitator, TAM).get_by_label("By phone").check()
    row_of(facilitator, PEARL).get_by_label("Missed").check()
    bar = facilitator.main.get_by_role("status").last
    expect(bar).to_contain_text("2 of 4 noted. All saved", timeout=WORK * 1000)
    facilitator.press("Save")
    expect(bar).to_contain_text("3 of 4 noted")
    for name, way in ((cast.nurse.name, "Online"), (TAM, "By phone"), (PEARL, "Missed")):
        expect(row_of(facilitator, name).get_by_label(way)).to_be_checked()


def ring_whoever_missed_it(facilitator: Visitor, cast: Cast) -> None:
    """From home: the number tells that somebody waits for a kind word, and nobody does after."""
    open_the_cohort(facilitator, cast)
    facilitator.follow("People to ring: 1")
    facilitator.press(f"I will do it for {PEARL}")
    facilitator.sees("We missed you at")
    facilitator.tick("We spoke")
    facilitator.press("Save, it is done")
    open_the_cohort(facilitator, cast)
    facilitator.sees_nothing_of("People to ring: 1")


def row_of(facilitator: Visitor, name: str) -> Locator:
    """The choices for one person of the register."""
    return facilitator.main.get_by_role("group", name=name)


def _reload(facilitator: Visitor) -> bool:
    facilitator.page.reload()
    return False
