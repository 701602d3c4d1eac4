"""The whole course as its authors wrote it, before anything is rendered or stored."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.syllabus.rules.citations import cited
from app.syllabus.rules.content import EditionFile, ModuleFile, Source, StepFront
from app.syllabus.rules.faults import Fault


@dataclass(frozen=True)
class WrittenStep:
    """One step: its front matter, its text and the file it comes from."""

    file: str
    front: StepFront
    body: str

    def sources(self) -> list[str]:
        """The keys of the documents that the step cites, in text and figures, each once."""
        words = f"{self.body}\n{self.front.model_dump_json()}"
        keys = [*cited(words), *(figure.source for figure in self.front.figures)]
        return list(dict.fromkeys(keys))


@dataclass(frozen=True)
class WrittenModule:
    """One module with its steps in order."""

    file: str
    front: ModuleFile
    steps: list[WrittenStep]


@dataclass(frozen=True)
class WrittenEdition:
    """One edition with its modules in order."""

    file: str
    front: EditionFile
    modules: list[WrittenModule]

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
