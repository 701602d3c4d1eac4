"""A learner finishes all ten modules in a browser, on a phone, without scripts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.browser.conftest import Arrive
from tests.browser.product import Product
from tests.browser.story import inviting, opening
from tests.browser.story.cast import cast_for, come_in_by_letter
from tests.browser.story.course import EVERY_STEP, MODULES
from tests.browser.story.finishing import do_everything
from tests.browser.test_thread import gather_the_people, open_the_cohort
from tests.browser.visitor import Way

ON_A_PHONE = Way("whole-course", scripts=False, width=360)
# So long ago that every module is open.
BEGAN = "2026-01-12"


@pytest.mark.timeout(600)
def test_a_learner_finishes_all_ten_modules_on_a_phone_without_scripts(
    arrive: Arrive, product: Product
) -> None:
    cast = replace(cast_for(ON_A_PHONE), starts_on=BEGAN)
    lead, facilitator, learner = (arrive(ON_A_PHONE) for _ in range(3))
    open_the_cohort(lead, product, cast)
    gather_the_people(facilitator, cast)
    opening.open_what_waits(facilitator)
    come_in_by_letter(learner, cast.nurse, "An invitation from")
    inviting.say_yes_to_joining(learner, cast)

    assert do_everything(learner) == EVERY_STEP

    assert len(MODULES) == 10
    learner.go_to("Home")
    learner.sees("You have done every step")
    learner.go_to("Modules")
    for module in MODULES:
        learner.sees(f"All {len(module.steps)} steps done")
