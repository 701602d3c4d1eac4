"""The first pages of a pack: what it is, how to use it, and what is in it."""

from __future__ import annotations

from collections.abc import Iterator

from app.kit.booklet import Blank, Block, Contents, Heading, NewPage, Note
from app.progress.rules.completion import KNOWLEDGE_CHECK
from app.progress.rules.pack.facts import CohortFacts, ModuleText
from app.progress.rules.pack.phrases import bullets, labelled, prose


def front(module: ModuleText, cohort: CohortFacts) -> Iterator[Block]:
    """The cover below its title, then how to use the pack, and the contents."""
    yield Blank(label="This pack belongs to")
    yield prose("Write your name only if you like.", is_quiet=True)
    yield labelled("For the people of", cohort.name)
    yield labelled("How long", _how_long(module))
    yield Note(
        title="Nobody needs to be online",
        blocks=(
            prose("All of this module is on these pages. You need a pen, and no computer."),
            prose(_ask(cohort)),
        ),
    )
    yield prose("After this module, you can:")
    yield bullets(*module.aims)
    yield NewPage()
    yield Heading(level=1, text="How to use this pack", is_listed=False)
    yield bullets(*_ways(module, cohort))
    yield Heading(level=1, text="What is in it", is_listed=False)
    yield Contents()
    yield NewPage()


def _how_long(module: ModuleText) -> str:
    return (
        f"about {module.minutes} minutes in {len(module.steps)} steps. "
        "Stop after any step, and carry on another day."
    )


def _ask(cohort: CohortFacts) -> str:
    wish = "Stuck, or want to talk? Would you like it read to you, or in large print?"
    return f"{wish} Ask {cohort.reach}."


def _ways(module: ModuleText, cohort: CohortFacts) -> Iterator[str]:
    yield "Go step by step, or begin with what you like best. Nobody is in a hurry."
    yield "Write in the pack, fold it, take it for a walk. It is yours, and you keep it."
    yield (
        "Nobody needs to see what you write. You hand nothing in, unless you want to. "
        "If you do, you choose which page."
    )
    yield (
        "Many steps have another way to do them, under “Without a computer”. "
        "Some need no writing at all."
    )
    if any(step.kind == KNOWLEDGE_CHECK for step in module.steps):
        yield (
            "There are some questions with boxes to tick. What we think about each answer stands "
            "on the last pages. Have a go before you look. There is no score."
        )
    yield (
        "When you have done some steps, tell us which. There is a page for it near the end, or say "
        f"it on the phone to {cohort.reach}. It counts just like a click on the screen."
    )
