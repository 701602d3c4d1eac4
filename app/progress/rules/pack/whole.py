"""Puts a pack and a single sheet together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from app.kit.booklet import Block, Booklet, Heading, Listing, Look, Note, Picture, PictureFile
from app.progress.rules.pack.back import back
from app.progress.rules.pack.facts import CohortFacts, ModuleText, PicturesByAddress, StepText
from app.progress.rules.pack.front import front
from app.progress.rules.pack.stepping import StepOnPaper, sheet

PROGRAMME = "Discovery Learning Programme"


def module_pack(
    module: ModuleText,
    cohort: CohortFacts,
    pictures: PicturesByAddress,
    *,
    look: Look,
    dated: date,
) -> Booklet:
    """The whole module on paper, for somebody who has no computer."""
    blocks = [*front(module, cohort)]
    for number, step in enumerate(module.steps, start=1):
        blocks += StepOnPaper(module, step, number, pictures).blocks()
    blocks += back(module, cohort)
    return Booklet(
        title=module.title,
        kicker=f"{PROGRAMME}. Module {module.number}, on paper",
        summary=module.summary,
        running=module.heading,
        footer=_footer(cohort),
        dated=dated,
        look=look,
        blocks=tuple(blocks),
        pictures=_used(blocks, pictures),
    )


def single_sheet(
    module: ModuleText,
    step: StepText,
    cohort: CohortFacts,
    pictures: PicturesByAddress,
    *,
    look: Look,
    dated: date,
) -> Booklet:
    """The sheet of one step alone, to print and write on."""
    number = [one.key for one in module.steps].index(step.key) + 1
    blocks = tuple(map(_within, sheet(StepOnPaper(module, step, number, pictures), under=0)))
    return Booklet(
        title=step.title,
        kicker=f"{module.heading}, step {number}",
        running=step.title,
        footer=_footer(cohort),
        dated=dated,
        look=look,
        blocks=blocks,
        pictures=_used(blocks, pictures),
    )


def _within(block: Block) -> Block:
    """On a single sheet, no heading begins a part."""
    is_heading = isinstance(block, Heading)
    return block.model_copy(update={"is_listed": False}) if is_heading else block


def _footer(cohort: CohortFacts) -> str:
    """Whom to ring, on every page."""
    return f"Questions? Ring {cohort.phone}" if cohort.phone else cohort.name


def _used(blocks: Sequence[Block], pictures: PicturesByAddress) -> dict[str, PictureFile]:
    return {name: pictures[name] for name in sorted(set(_names(blocks)))}


def _names(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Picture):
            yield block.name
        elif isinstance(block, Note):
            yield from _names(block.blocks)
        elif isinstance(block, Listing):
            for item in block.items:
                yield from _names(item)
