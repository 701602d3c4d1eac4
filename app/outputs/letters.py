"""What the outputs room writes: the letter that asks authors to look at their words in place."""

from __future__ import annotations

APPROVAL = "approval"
"""The word kept in `letter.kind`."""


def approval_letter(name: str, *, title: str, cohort: str, site: str) -> tuple[str, str]:
    """Subject and text of the letter that asks for a yes; it holds none of the words."""
    text = f"""Hello {name},

You offered some of your words to {cohort}. They are now in the draft of a report:

    {title}

Please look at them as they would stand on the page, and say yes, or leave them out:

{site}/approvals/

Nothing of yours is shown without your yes. If you do nothing, your words stay out.
You can also take them back at any time, even after the report is published.

The Discovery Learning Programme
"""
    return "Your words in a report: yes, or leave them out?", text
