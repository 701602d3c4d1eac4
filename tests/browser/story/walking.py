"""Two walk together: they meet, write for each other, and are asked how it is going."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.kit.clock import SystemClock
from tests.browser.story.pairing import wait_to_see
from tests.browser.town import DAY, NORA, TILLY, TILLYS_NUMBER, Town, address_of
from tests.browser.visitor import Visitor

NOTE = "The quoxelnote says that she laughed about the waiting room."
GOAL, STEP = "Open a quoxelgoal on the estate", "Ask the quoxelstep of two neighbours"
UNREAD = "Is the quoxeltext at ten or at eleven"
GAVE, RECEIVED = "37 minutes", "26 minutes"
MIXED, LOW = "Some of it is, some is not", "It is not going well"
ZONE = ZoneInfo("Europe/London")
AHEAD = 3 * DAY
HOUR = timedelta(hours=1)


def plan_to_meet(nurse: Visitor, town: Town, pair: str) -> None:
    """From their page to a meeting in three days, of which the other is told and reminded."""
    nurse.open(pair)
    nurse.follow("Plan a meeting, or see all of them")
    plan = nurse.form("Plan this meeting")
    nurse.fill("Day", f"{_start().astimezone(ZONE):%Y-%m-%d}", within=plan)
    nurse.fill("Start", f"{_start().astimezone(ZONE):%H:%M}", within=plan)
    plan.get_by_label("By phone").check()
    nurse.press("Plan this meeting")
    town.tilly_gets(f"{NORA} has planned a meeting with you")
    assert not town.product.phones.texts(TILLYS_NUMBER, "your meeting with")
    town.pass_by(_start() - SystemClock().now() - timedelta(minutes=90))
    town.tilly_gets(f"your meeting with {NORA}")
    town.product.mailbox.wait_for(address_of(NORA), f"meeting with {TILLY}")


def tell_that_they_met(nurse: Visitor, town: Town, pair: str) -> None:
    """Once the time is over, one tap; then how the time was shared, for each alone."""
    town.pass_by(4 * HOUR)
    nurse.open(pair)
    nurse.press("Yes, we met")
    nurse.is_told("Noted: you met.")
    nurse.follow("Plan a meeting, or see all of them")
    nurse.follow("Your hours")
    nurse.fill("Minutes that I gave", GAVE.split(maxsplit=1)[0])
    nurse.fill("Minutes that I received", RECEIVED.split(maxsplit=1)[0])
    nurse.press("Write it down")
    nurse.sees(f"you gave {GAVE}, and received {RECEIVED}")


def write_for_both(nurse: Visitor, pair: str) -> None:
    """A note in the notebook, and a goal with a step that is done."""
    nurse.open(pair)
    nurse.follow("Open your notebook")
    nurse.main.get_by_role("textbox").fill(NOTE)
    nurse.press("Add it")
    nurse.sees(NOTE)
    nurse.go_back()
    nurse.sees("One entry is in it.")
    nurse.follow("See your goals, and the steps on the way")
    goal = nurse.form("Write it down").get_by_role("textbox")
    goal.first.fill(GOAL)
    goal.last.fill(STEP)
    nurse.press("Write it down")
    nurse.press("Done")
    nurse.sees(GOAL)
    nurse.sees("✓ Done")


def ask_after_a_month(nurse: Visitor, town: Town) -> str:
    """Both are asked; the address of the question to the nurse."""
    town.ring("ask_check_ins")
    letter = town.product.mailbox.wait_for(address_of(NORA), "How is it going?")
    assert "WELL, MIXED or LOW" in town.tilly_gets("How is it going with you and")
    nurse.open(letter.link("/mentoring/check-ins/"))
    return nurse.page.url


def answer_both_ways(nurse: Visitor, coordinator: Visitor, town: Town, asked: str) -> None:
    """One answers in the browser and one by text; coordinators see both, and whom to ring."""
    nurse.open(asked)
    nurse.tick(MIXED)
    nurse.press("Save")
    nurse.sees(f"you said “{MIXED}”")
    town.tilly_texts(UNREAD)
    town.tilly_texts("low, call me")
    wait_to_see(coordinator, "", LOW)
    coordinator.sees(f"{NORA}: {MIXED}")
    coordinator.follow("Calls and post")
    for why in (
        "They said that it is not going well",
        "They would like a call",
        "They sent a text",
    ):
        coordinator.sees(why)
    with coordinator.arriving():
        coordinator.main.get_by_role("button", name="I have been in touch").first.click()
    coordinator.is_told("Saved: you have been in touch with them about this.")


def _start() -> datetime:
    """Half past ten on a day to come, in the town's own time."""
    day = (SystemClock().now() + AHEAD).astimezone(ZONE).date()
    return datetime.combine(day, time(10, 30), ZONE).astimezone(UTC)
