"""A whole module on paper: nothing is lost, nothing is given away, and there is room to write."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from app.gateways.press import TypstBookletPress
from app.kit.booklet import Booklet, Look, Room
from app.progress.rules.pack import CohortFacts, ModuleText, module_pack, single_sheet
from app.syllabus.rules.written import WrittenModule
from tests.clock import NOON
from tests.progress.printing import (
    COHORT,
    CURRENT,
    module_text,
    pages_of,
    pictures,
    words_of_html,
)

PRESS = TypstBookletPress()
every_module = pytest.mark.parametrize(
    "written", CURRENT.modules, ids=lambda module: module.front.key
)


def booklet(
    module: ModuleText, *, look: Look | None = None, cohort: CohortFacts = COHORT
) -> Booklet:
    return module_pack(module, cohort, pictures(), look=look or Look(), dated=NOON.date())


@cache
def pages_of_pack(key: str) -> list[str]:
    """The words of each page of a module's pack, printed once for all tests."""
    written = next(module for module in CURRENT.modules if module.front.key == key)
    return pages_of(PRESS.pdf(booklet(module_text(written))))


def notes_begin(pages: list[str]) -> int:
    """The page on which our notes on the questions begin."""
    return next(at for at, page in enumerate(pages) if "If you ticked We think" in page)


@every_module
def test_every_word_of_a_module_is_in_its_pack(written: WrittenModule) -> None:
    module, pages = module_text(written), pages_of_pack(written.front.key)
    printed = set(re.findall(r"\w+", " ".join(pages)))
    for step in module.steps:
        texts = [step.title, step.html, *(v for v in step.data.values() if isinstance(v, str))]
        for figure in step.data["figures"]:
            texts += [figure[name] for name in ("value", "about", "n", "date", "caution")]
        for text in texts:
            # The page says it in its own words, and the address of a source is the same place.
            missing = words_of_html(text) - printed
            assert not missing, (step.key, missing)
    assert " ".join(module.aims[0].split()) in pages[0]


@every_module
def test_no_answer_is_given_away_before_the_notes_at_the_very_end(written: WrittenModule) -> None:
    module, pages = module_text(written), pages_of_pack(written.front.key)
    at = notes_begin(pages)
    before, after = " ".join(pages[:at]), " ".join(pages[at:])
    assert "A good answer" not in before
    assert "Worth another look" not in before
    replies = 0
    for step in module.steps:
        for question in step.data.get("questions", []):
            for letter, option in zip("ABCDEF", question["options"], strict=False):
                opening = option["feedback"][:25]
                assert opening not in before
                assert f"{letter} {option['text'][:20]}" in before
                verdict = "A good answer." if option["right"] else "Worth another look."
                assert f"{verdict} {opening}" in after
                replies += 1
    assert after.count("A good answer.") + after.count("Worth another look.") == replies > 0
    assert "Where this comes from" in before


@pytest.mark.parametrize("written", CURRENT.modules[6:8], ids=lambda module: module.front.key)
def test_a_module_in_large_print_and_wide_spacing_prints_too(written: WrittenModule) -> None:
    look = Look(size="large", spacing="wide")
    pages = pages_of(PRESS.pdf(booklet(module_text(written), look=look)))
    assert len(pages) > 30
    assert all(f"Page {number} of {len(pages)}" in page for number, page in enumerate(pages, 1))


def test_steps_come_in_order_and_tell_where_they_stand() -> None:
    module = module_text(CURRENT.modules[2])
    pages = pages_of_pack(module.key)
    text = " ".join(pages[2:])
    places = [text.index(f"Step {number} of {len(module.steps)}.") for number in range(1, 11)]
    assert places == sorted(places)
    parts = ["How far I got", "Where this comes from", "Our notes on the questions"]
    assert all(pages[1].count(title) for title in [*parts, f"10. {module.steps[9].title}"])
    assert all(module.heading in page for page in pages[1:])


def test_the_front_says_that_nobody_needs_to_be_online_and_whom_to_ring() -> None:
    front = pages_of_pack(CURRENT.modules[0].front.key)[0]
    assert "Nobody needs to be online" in front
    assert "Ask Farah Facilitator or Sam Second, on 01632 960000." in front
    assert "For the people of: Riverside" in front


def test_without_a_phone_or_a_facilitator_the_front_still_makes_sense() -> None:
    bare = booklet(module_text(CURRENT.modules[0]), cohort=CohortFacts("Riverside"))
    pages = pages_of(PRESS.pdf(bare))
    assert "Ask your facilitator." in pages[0]
    assert "on the phone to your facilitator." in pages[1]
    assert "Riverside Page 3" in pages[2]


def test_a_reflection_has_a_page_of_lines_and_stays_with_its_writer() -> None:
    module = module_text(CURRENT.modules[0])
    reflection = next(step for step in module.steps if step.kind == "reflection")
    made = booklet(replace(module, steps=[reflection]))
    assert [block.fills for block in made.blocks if isinstance(block, Room)] == [True]
    text = " ".join(pages_of(PRESS.pdf(made)))
    assert reflection.data["prompt"] in text
    assert "Nobody needs to see it, and you should not hand it in unless you want to." in text


def test_a_step_that_is_not_open_yet_says_when_and_nothing_else() -> None:
    module = module_text(CURRENT.modules[0])
    steps = [replace(step, html="", data={}, opens="Opens on Monday.") for step in module.steps]
    pages = pages_of(PRESS.pdf(booklet(replace(module, steps=steps))))
    text = " ".join(pages)
    assert text.count("This step is not open yet. Opens on Monday.") == len(steps)
    assert "If you ticked" not in text


@pytest.mark.parametrize(
    "written",
    [module for module in CURRENT.modules if any(s.front.kind == "download" for s in module.steps)],
    ids=lambda module: module.front.key,
)
def test_a_single_sheet_has_its_own_title_and_room_to_write(written: WrittenModule) -> None:
    module = module_text(written)
    step = next(step for step in module.steps if step.kind == "download")
    made = single_sheet(module, step, COHORT, pictures(), look=Look(), dated=NOON.date())
    assert any(isinstance(block, Room) for block in made.blocks)
    pages = pages_of(PRESS.pdf(made))
    assert pages[0].startswith(f"{module.heading}, step")
    assert words_of_html(step.data["sheet"]) <= set(re.findall(r"\w+", " ".join(pages)))
