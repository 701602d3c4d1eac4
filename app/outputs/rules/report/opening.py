"""How a report begins: what it is, and what the signs in quotes mean."""

from __future__ import annotations

from app.outputs.rules.report.facts import Report
from app.outputs.rules.report.sheet import Sheet
from app.outputs.rules.words import GAP


def write_opening(sheet: Sheet, report: Report, *more: str) -> None:
    """About this report."""
    sheet.head(1, "About this report")
    sheet.say(
        f"The people of {report.cohort} learn together about what makes people well. "
        "Here are words that some of them chose to share, and numbers beside them."
    )
    for text in more:
        sheet.say(text)
    sheet.say(how_words_stand(report))


def how_words_stand(report: Report) -> str:
    """That words are word for word, and whose yes they have."""
    told = (
        "Each quote is word for word what its author wrote. "
        f"The mark {GAP} shows where the author left words out. "
    )
    brackets = (
        "Words in [brackets] stand for something that was taken out, and its author agreed. "
        if any(one.has_brackets for one in report.told)
        else ""
    )
    promise = (
        "This is a draft. A quote stays only if its author looks at it here and says yes."
        if report.is_draft
        else "Each author saw their words in place and said yes to them."
    )
    return told + brackets + promise


def no_words(report: Report) -> str:
    """What is said where there are no words at all."""
    if report.is_draft:
        return "Nobody has offered words for a public page yet."
    return "No words are here, because nobody has said yes to showing theirs."
