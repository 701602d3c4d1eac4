"""What stands in a library, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shelf:
    """One shelf; `one` and `many` name what lies on it."""

    kind: str
    title: str
    about: str
    one: str
    many: str

    def count(self, number: int) -> str:
        """How much lies on it, such as `1 word` or `60 words`."""
        return f"{number} {self.one if number == 1 else self.many}"


SHELVES: dict[str, Shelf] = {
    shelf.kind: shelf
    for shelf in (
        Shelf("checklist", "Before you begin", "What is good to do first.", "thing", "things"),
        Shelf("glossary", "Words of the course", "What they mean, from A to Z.", "word", "words"),
        Shelf("cases", "Case cards", "True stories to print and talk about.", "card", "cards"),
        Shelf("pledges", "Pledges to choose from", "Promises, small and big.", "pledge", "pledges"),
        Shelf("policy", "Policy cards", "What the rules said, and when.", "card", "cards"),
    )
}
FRAMEWORK_PARTS = {
    "cs": "The three Cs",
    "features": "Features",
    "needs": "Further needs",
    "relationships": "Relationships",
}
# For whom a thing on the checklist is.
FOR_WHOM = {
    "everyone": "For everybody",
    "pcn": "For the Primary Care Network",
    "facilitator": "For facilitators",
}
# The three sizes of a pledge, from the smallest.
SIZES = {
    "adapt": ("Adapt", "Change a little of what you do already."),
    "adopt": ("Adopt", "Take up something that works elsewhere."),
    "disrupt": ("Disrupt", "Do it in quite another way, with the community."),
}
