"""One step on paper: its text, its figures, its own kind of task, and another way to do it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.kit.booklet import Block, Choices, Heading, NewPage, Note, Prose, Room, Run
from app.kit.html_blocks import Reading, blocks_of
from app.progress.rules.completion import KINDS, KNOWLEDGE_CHECK, REFLECTION
from app.progress.rules.pack.facts import ModuleText, PicturesByAddress, StepText
from app.progress.rules.pack.phrases import labelled, minutes, prose

NOTES = "notes"
FIGURE = (("How many (n)", "n"), ("When", "date"), ("Be careful", "caution"))


@dataclass(frozen=True)
class StepOnPaper:
    """A step, where it stands, and the pictures that there are."""

    module: ModuleText
    step: StepText
    number: int
    pictures: PicturesByAddress

    @property
    def data(self) -> Mapping[str, Any]:
        """What its kind has."""
        return self.step.data

    def html(self, name: str, *, under: int, has_room: bool = False) -> tuple[Block, ...]:
        """A part of its data, which is HTML, as blocks."""
        return blocks_of(self.data.get(name) or "", Reading(under, self.pictures, has_room))

    def blocks(self) -> Iterator[Block]:
        """The whole step."""
        step = self.step
        anchor = f"{self.module.key}/{step.key}"
        yield Heading(level=1, text=f"{self.number}. {step.title}", anchor=anchor)
        yield prose(self._about(), is_quiet=True)
        if step.opens:
            yield Note(blocks=(prose(f"This step is not open yet. {step.opens}"),))
            return
        yield from _another_way(self)
        yield from blocks_of(step.html, Reading(1, self.pictures))
        yield from _figures(self.data.get("figures") or [])
        yield from KIND_OF.get(step.kind, _nothing_more)(self)

    def _about(self) -> str:
        kind = KINDS.get(self.step.kind, "Read")
        total = len(self.module.steps)
        return f"Step {self.number} of {total}. {kind}, about {minutes(self.step.minutes)}."


def sheet(at: StepOnPaper, *, under: int) -> Iterator[Block]:
    """The sheet of a step, to write on."""
    yield from at.html("sheet", under=under, has_room=True)


def _figures(figures: list[Mapping[str, str]]) -> Iterator[Block]:
    if figures:
        which = "The figure" if len(figures) == 1 else "The figures"
        yield Heading(level=2, text=f"{which}, and what to keep in mind")
    for figure in figures:
        facts = [labelled(label, figure[name]) for label, name in FIGURE if figure.get(name)]
        facts.append(labelled("Source", figure["source_short"]))
        yield Note(title=figure["value"], blocks=(prose(figure["about"]), *facts))


def _another_way(at: StepOnPaper) -> Iterator[Block]:
    """First, since it may be that somebody reads the step to them."""
    if way := at.html("without_a_computer", under=2):
        yield Note(title="Without a computer", blocks=tuple(map(_inside, way)))


def _inside(block: Block) -> Block:
    """In a box, a heading is a line in bold."""
    if isinstance(block, Heading):
        return Prose(runs=(Run(text=block.text, strong=True),))
    return block


def _check(at: StepOnPaper) -> Iterator[Block]:
    yield Prose(
        runs=(
            Run(text="Tick one box for each question. Nobody marks this. What we think about the "),
            Run(text="answers is in our notes at the end", anchor=NOTES),
            Run(text="."),
        )
    )
    for number, question in enumerate(at.data.get("questions") or [], start=1):
        options = tuple(option["text"] for option in question["options"])
        yield Choices(question=f"{number}. {question['text']}", options=options)


def _reflection(at: StepOnPaper) -> Iterator[Block]:
    yield Note(title="Over to you", blocks=(prose(at.data.get("prompt") or at.step.title),))
    yield prose(
        "This is for you. Nobody needs to see it, and you should not hand it in unless you want to."
    )
    yield Room(lines=8, fills=True)


def _activity(at: StepOnPaper) -> Iterator[Block]:
    if at.data.get("done_when"):
        yield Note(title="You are done when", blocks=(prose(at.data["done_when"]),))
    yield Heading(level=2, text="Your notes")
    yield prose(
        "What did you do? What happened? Leave out names, and anything that is not yours to tell.",
        is_quiet=True,
    )
    yield Room(lines=8, fills=True)


def _watch(at: StepOnPaper) -> Iterator[Block]:
    recording = at.data.get("recording") or ""
    if recording.startswith("https://"):
        yield labelled("If you like, watch or listen at", recording)
    if words := at.html("transcript", under=2):
        yield Heading(level=2, text="All the words, in writing")
        yield from words


def _poll(at: StepOnPaper) -> Iterator[Block]:
    if at.data.get("question"):
        yield Choices(question=at.data["question"], options=tuple(at.data.get("choices") or ()))
        yield prose("Bring your choice to the next session, or say it on the phone.")


def _download(at: StepOnPaper) -> Iterator[Block]:
    """On pages of its own, to be taken out."""
    yield NewPage()
    yield from sheet(at, under=1)
    yield NewPage()


def _nothing_more(_: StepOnPaper) -> Iterator[Block]:
    return iter(())


KIND_OF: Mapping[str, Callable[[StepOnPaper], Iterator[Block]]] = {
    KNOWLEDGE_CHECK: _check,
    REFLECTION: _reflection,
    "download": _download,
    "activity": _activity,
    "watch": _watch,
    "poll": _poll,
}
