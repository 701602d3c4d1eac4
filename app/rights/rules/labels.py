"""What columns are called on pages that people read."""

from __future__ import annotations

LABELS = {
    "about_id": "",
    "id": "",
    "added_at": "Added",
    "asked_at": "Asked",
    "created_at": "Made",
    "given_at": "Given",
    "done_at": "Done",
    "done_by_rule": "Done because you",
    "entered_by_id": "Entered for you by",
    "evidence": "How we know",
    "how": "How",
    "is_asked": "You want to be asked about it",
    "is_counted": "Counted with the community",
    "is_named": "Shown with your name",
    "item_key": "What it is about",
    "noted_at": "Noted",
    "number": "Number",
    "phone": "Phone",
    "post_address": "Address for paper",
    "quiet_from": "No letters from",
    "quiet_until": "No letters until",
    "revoked_at": "Ended by you",
    "sealed": "What you wrote",
    "sealed_beginning": "",
    "sealed_words": "What you wrote",
    "seen_by": "Who may read it",
    "standing": "You come as",
    "state": "State",
    "told_how": "How you told us",
    "what_i_bring": "What you bring",
    "words": "Words",
    "written_at": "Written",
}
# Names that say nothing to a person.
HIDDEN_ENDINGS = ("_key", "sha256", "digest", "claim", "claimed_until", "_since", "tries", "doubts")


def label_of(column: str) -> str:
    """A column's name in words; empty: it says nothing to a person."""
    if column in LABELS:
        return LABELS[column]
    if column.endswith(HIDDEN_ENDINGS) and column not in {"option_key", "question_key"}:
        return ""
    words = column.removeprefix("sealed_").removesuffix("_id").removesuffix("_at")
    return words.replace("_", " ").capitalize()
