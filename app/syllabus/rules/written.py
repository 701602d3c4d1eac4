"""The whole course as its authors wrote it, before anything is rendered or stored."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

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
from app.syllabus.rules.credits import CreditRule
from app.syllabus.rules.faults import Fault
from app.syllabus.rules.framework import FrameworkEditionWritten
from app.syllabus.rules.library import NEVER_FROZEN

# The file of an edition that is still being written.
DRAFT = "edition.draft.yaml"


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

    @property
    def folder(self) -> str:
        """The name of the edition's folder."""
        return self.file.split("/", 1)[0]

    @property
    def is_draft(self) -> bool:
        """Whether it is still being written."""
        return self.file.endswith(f"/{DRAFT}")

    def steps(self) -> Iterator[WrittenStep]:
        """Every step of the edition, in order."""
        for module in self.modules:
            yield from module.steps

    def digest(
        self, sources: Mapping[str, Source], frameworks: Sequence[FrameworkEditionWritten]
    ) -> str:
        """A fingerprint of everything in this edition that people go through together.

        The framework counts up to the edition of it that this one uses: what comes later
        changes nothing here. Shelves that are never frozen do not count.
        """
        frozen = {name: one for name, one in self.library.items() if name not in NEVER_FROZEN}
        return self._digest_with(frozen, sources, frameworks)

    def whole_digest(
        self, sources: Mapping[str, Source], frameworks: Sequence[FrameworkEditionWritten]
    ) -> str:
        """The same with every shelf, as fingerprints were taken at first."""
        return self._digest_with(self.library, sources, frameworks)

    def _digest_with(
        self,
        library: Mapping[str, Written],
        sources: Mapping[str, Source],
        frameworks: Sequence[FrameworkEditionWritten],
    ) -> str:
        content = {
            "edition": _kept(self.front),
            "frameworks": [_kept(one) for one in _up_to(self.front.framework, frameworks)],
            "sources": {key: _kept(sources[key]) for key in self._documents(library)},
            "modules": [_module(module) for module in self.modules],
            "library": {name: _kept(written) for name, written in library.items()},
            "pictures": {name: picture.digest for name, picture in self.pictures.items()},
        }
        text = json.dumps(content, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def _documents(self, library: Mapping[str, Written]) -> set[str]:
        """The documents that anything of this edition cites."""
        keys = {key for step in self.steps() for key in step.sources()}
        guides = [module.guide for module in self.modules if module.guide]
        words = [f"{guide.front.model_dump_json()}{guide.body}" for guide in guides]
        shelves = [written.model_dump_json() for written in library.values()]
        named = [match for shelf in shelves for match in NAMED_SOURCE.findall(shelf)]
        return keys | set(named) | {key for text in [*words, *shelves] for key in cited(text)}


# A figure, a pledge and a policy card name their document by its key alone.
NAMED_SOURCE = re.compile(r'"source":"([a-z0-9-]+)"')


def _kept(written: Written) -> dict[str, Any]:
    """What an author wrote; a key that we add to a shape later changes no old edition."""
    return written.model_dump(exclude_defaults=True)


def _up_to(
    key: str, frameworks: Sequence[FrameworkEditionWritten]
) -> Sequence[FrameworkEditionWritten]:
    keys = [framework.key for framework in frameworks]
    return frameworks[: keys.index(key) + 1] if key in keys else []


def _module(module: WrittenModule) -> list[Any]:
    """All that is written in a module; nothing for what it does not have."""
    guide = [_kept(module.guide.front), module.guide.body] if module.guide else []
    words = {language: _kept(page) for language, page in module.translations.items()}
    return [_kept(module.front), [_step(step) for step in module.steps], guide, words]


def _step(step: WrittenStep) -> list[Any]:
    words = {
        language: [_kept(translation.front), translation.body]
        for language, translation in step.translations.items()
    }
    return [_kept(step.front), step.body, words]


@dataclass(frozen=True)
class Curriculum:
    """What the curriculum folder holds; what has faults is not used."""

    sources: dict[str, Source]
    editions: list[WrittenEdition]
    faults: list[Fault]
    # From the oldest to the newest.
    frameworks: list[FrameworkEditionWritten] = field(default_factory=list)
    # The folders of editions that are still being written.
    drafts: frozenset[str] = frozenset()
    credit_rules: list[CreditRule] = field(default_factory=list)

    @property
    def faults_in_drafts(self) -> dict[str, list[Fault]]:
        """The faults of each draft that has any, by its folder: they hold up nothing else."""
        found: dict[str, list[Fault]] = {}
        for fault in self.faults:
            folder = fault.file.split("/", 1)[0]
            if folder in self.drafts:
                found.setdefault(folder, []).append(fault)
        return found

    @property
    def faults_that_count(self) -> list[Fault]:
        """The faults of everything that is finished."""
        return [fault for fault in self.faults if fault.file.split("/", 1)[0] not in self.drafts]
