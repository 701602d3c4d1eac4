"""Somebody goes through the whole course, one step after the other, and does each."""

from __future__ import annotations

import re

from tests.browser.visitor import Visitor

STEP = re.compile(r"/modules/[^/]+/([^/]+)/([^/?#]+)")
WROTE = "I rang a neighbour back. She had waited for three weeks."
# Far more than the course has.
MOST = 200


def do_everything(learner: Visitor) -> list[str]:
    """From home to the end of the course; the steps done, as `module/step`, in order."""
    done: list[str] = []
    learner.go_to("Home")
    learner.follow("Start")
    while len(done) < MOST:
        place = STEP.search(learner.page.url)
        if place:
            done.append(f"{place[1]}/{place[2]}")
            do_step(learner)
        elif not go_on(learner):
            return done
    message = f"the course does not end: {done[-5:]}"
    raise AssertionError(message)


def do_step(learner: Visitor) -> None:
    """Do what the step asks for, and go on to the next or to the module's page."""
    if has_button(learner, "Check my answer"):
        answer_every_question(learner)
    elif has_link(learner, "Write in my log") and is_first_module(learner):
        write_in_the_log(learner)
    elif has_link(learner, "Write in my log"):
        return learner.press("I did this on paper")
    elif has_button(learner, "Mark as done"):
        return learner.press("Mark as done")
    # By writing, by answering, or by opening it where reading is enough.
    learner.sees_done()
    return learner.follow("Go on" if has_link(learner, "Go on") else "Back to the module")


def is_first_module(learner: Visitor) -> bool:
    """Whether the open step is one of the first module's."""
    return "/what-makes-people-well/" in learner.page.url


def answer_every_question(learner: Visitor) -> None:
    """Choose something for each question, and have it checked."""
    for question in learner.main.locator("fieldset").all():
        question.get_by_role("radio").first.check()
    learner.press("Check my answer to question 1")
    learner.sees_done()


def write_in_the_log(learner: Visitor) -> None:
    """Write a reflection, and come back to the step, which is done then."""
    step = learner.page.url
    learner.follow("Write in my log")
    learner.fill("What matters to you?", WROTE)
    learner.press("Save")
    learner.open(step)
    learner.sees_done()


def go_on(learner: Visitor) -> bool:
    """From the page of a module that is done to the next one; False: there is none."""
    if has_link(learner, "Go on to module"):
        learner.follow("Go on to module")
        learner.follow("Start")
        return True
    return False


def has_button(learner: Visitor, name: str) -> bool:
    """Whether the page has such a button."""
    return learner.main.get_by_role("button", name=name).count() > 0


def has_link(learner: Visitor, name: str) -> bool:
    """Whether the page has such a link."""
    return learner.main.get_by_role("link", name=name).count() > 0
