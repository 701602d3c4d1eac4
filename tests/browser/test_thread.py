"""One cohort goes through one module, plans a session, and sees its output, in a real browser."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Arrive
from tests.browser.product import Product
from tests.browser.story import inviting, learning, meeting, opening, publishing, telling
from tests.browser.story.cast import (
    Cast,
    Person,
    ask_for_a_link_and_come_in,
    cast_for,
    come_in_by_letter,
)
from tests.browser.visitor import DESK, PHONE, Visitor, Way

LEADS = ("--role", "programme_lead")


@pytest.mark.timeout(300)
@pytest.mark.parametrize("way", [PHONE, DESK], ids=lambda way: way.name)
def test_a_cohort_learns_together_and_publishes_what_its_members_agree_to(
    arrive: Arrive, product: Product, way: Way
) -> None:
    cast = cast_for(way)
    lead, facilitator, nurse, neighbour = (arrive(way) for _ in range(4))
    open_the_cohort(lead, product, cast)
    gather_the_people(facilitator, cast)
    take_the_module(nurse, cast.nurse, cast)
    take_the_module(neighbour, cast.neighbour, cast)

    telling.reflect(nurse, telling.LOG)
    telling.offer(nurse, cast.nurse, (telling.OFFERED, telling.ALSO_OFFERED))
    telling.reflect(neighbour, telling.OTHER_LOG)
    telling.offer(neighbour, cast.neighbour, (telling.OTHER_LOG,))

    meeting.plan_a_session(facilitator, cast)
    meeting.open_the_session_of_the_letter(nurse, cast.nurse)
    meeting.open_the_session_of_the_letter(neighbour, cast.neighbour)

    publish_with_one_yes_and_one_silence(facilitator, nurse, cast)
    said = f"{telling.OFFERED} […] {telling.ALSO_OFFERED}"
    publishing.read_what_was_published(arrive(way), cast, said=said, unsaid=telling.OTHER_LOG)
    # Many rounds of the post have passed since the letters left, and no reminder is due.
    assert meeting.letters_to(nurse, cast.nurse) == 1
    assert meeting.letters_to(neighbour, cast.neighbour) == 1


def open_the_cohort(lead: Visitor, product: Product, cast: Cast) -> None:
    """From the command line to a cohort with somebody asked to run it."""
    product.dlp("person", "add", cast.lead.email, "--name", cast.lead.name, *LEADS)
    come_in_by_letter(lead, cast.lead, "Your link to sign in")
    opening.open_a_cohort(lead, cast)
    opening.make_a_facilitator(lead, cast)
    lead.leave()


def gather_the_people(facilitator: Visitor, cast: Cast) -> None:
    """From a link by e-mail to two people who are invited."""
    ask_for_a_link_and_come_in(facilitator, cast.facilitator)
    inviting.say_yes_to_running_it(facilitator, cast)
    inviting.add_one_person(facilitator, cast)
    inviting.paste_lines(facilitator, cast)


def take_the_module(participant: Visitor, person: Person, cast: Cast) -> None:
    """From the letter that invites to the step that asks for a reflection."""
    come_in_by_letter(participant, person, "An invitation from")
    inviting.say_yes_to_joining(participant, cast)
    learning.begin(participant)
    participant.leave()
    ask_for_a_link_and_come_in(participant, person)
    learning.carry_on(participant)
    learning.answer_the_check(participant)


def publish_with_one_yes_and_one_silence(facilitator: Visitor, author: Visitor, cast: Cast) -> None:
    """From the facilitator's home to the published edition; the other author does not answer."""
    publishing.ask_for_the_output(facilitator, cast)
    telling.approve_in_place(author, cast.nurse, cast)
    publishing.make_the_edition(facilitator)
    publishing.publish(facilitator)
