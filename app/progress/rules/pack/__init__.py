"""What a module, and a single sheet of it, are on paper."""

from app.progress.rules.pack.facts import CohortFacts, ModuleText, PicturesByAddress, StepText
from app.progress.rules.pack.whole import module_pack, single_sheet

__all__ = [
    "CohortFacts",
    "ModuleText",
    "PicturesByAddress",
    "StepText",
    "module_pack",
    "single_sheet",
]
