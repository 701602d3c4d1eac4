"""The whole course as its authors wrote it, before anything is rendered or stored."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.syllabus.rules.citations import cited
from app.syllabus.rules.content import (
    EditionFile,
    Guide,
    ModuleFile,
    ModuleTranslation,
    Source,
    StepFront,
    StepTranslation,
    Written,
)
from app.syllabus.rules.faults import Fault
from app.syllabus.rules.framework import FrameworkEditionWritten


@dataclass(frozen=True)
class WrittenTranslation:
    """A step in another language."""

    file: str
    front: StepTranslation
    body: str


@dataclass(frozen=True)
class WrittenGuide:
    """How to run a module's session, for its facilitator."""

    file: str
    front: Guide
    body: str


@dataclass(frozen=True)
class WrittenPicture:
    """A picture in the edition's folder `pictures`; width and height in pixels."""

    name: str
    media_type: str
    width: int
    height: int
    content: bytes

    @property
    def digest(self) -> str:
        """SHA-256 in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class WrittenStep:
    """One step: its front matter, its text, the file it comes from, and other languages."""

    file: str
    front: StepFront
    body: str
    translations: dict[str, WrittenTranslation] = field(default_factory=dict)

    def sources(self) -> list[str]:
        """The keys of the documents that the step cites, in text and figures, each once."""
        words = f"{self.body}\n{self.front.model_dump_json()}"
        keys = [*cited(words), *(figure.source for figure in self.front.figures)]
        return list(dict.fromkeys(keys))


@dataclass(frozen=True)
class WrittenModule:
    """One module with its steps in order, its guide, and its front page in other languages."""

    file: str
    front: ModuleFile
    steps: list[WrittenStep]
    guide: WrittenGuide | None = None
    translations: dict[str, ModuleTranslation] = field(default_factory=dict)


@dataclass(frozen=True)
class WrittenEdition:
    """One edition with its modules in order, its library by kind, and its pictures by name."""

    file: str
    front: EditionFile
    modules: list[WrittenModule]
    library: dict[str, Written] = field(default_factory=dict)
    pictures: dict[str, WrittenPicture] = field(default_factory=dict)

    def steps(self) -> Iterator[WrittenStep]:
        """Every step of the edition, in order."""
        for module in self.modules:
            yield from module.steps

    def digest(self, sources: Mapping[str, Source]) -> str:
        """A fingerprint of everything a learner can read in this edition."""
        keys = {key for step in self.steps() for key in step.sources()}
        content = {
            "edition": self.front.model_dump(),
            "sources": {key: sources[key].model_dump() for key in keys},
            "modules": [
                {
                    "module": module.front.model_dump(),
                    "steps": [[step.front.model_dump(), step.body] for step in module.steps],
                }
                for module in self.modules
            ],
        }
        text = json.dumps(content, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Curriculum:
    """What the curriculum folder holds; it may be used only when there are no faults."""

    sources: dict[str, Source]
    editions: list[WrittenEdition]
    faults: list[Fault]
    # From the oldest to the newest.
    frameworks: list[FrameworkEditionWritten] = field(default_factory=list)
