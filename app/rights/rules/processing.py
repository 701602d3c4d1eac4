"""The headings of the record of processing: why we keep something, and who sees it."""

from __future__ import annotations

from typing import NamedTuple


class Heading(NamedTuple):
    """One purpose for which something is kept."""

    key: str
    title: str
    # Why we may, in plain words.
    why: str
    who: str


COURSE = "We need it to run the course that people joined."
HEADINGS = (
    Heading(
        "account",
        "Accounts, and how to reach people",
        COURSE,
        "The person, the facilitators of their cohort, and programme leads",
    ),
    Heading(
        "way_in",
        "Signing in",
        "We need it so that nobody else can come into an account.",
        "The person. Passwords and keys are kept so that nobody can read them",
    ),
    Heading(
        "letters",
        "Letters and messages",
        COURSE,
        "The person. Facilitators see that a letter went, and read what they bring or ring through",
    ),
    Heading(
        "learning",
        "Cohorts, sessions, and how far people are",
        COURSE + " What somebody needs at a session they tell us of their own free will.",
        "The person and the facilitators of their cohort",
    ),
    Heading(
        "private",
        "Private writing",
        "The person chose to write it here. They can erase it at any time.",
        "The person, and whoever they share it with. For a serious reason two people together can "
        "open a log for a day, and its person is told at once",
    ),
    Heading(
        "wellbeing",
        "Wellbeing, plumblines, pledges and support",
        "The person chose to tell us, also where it is about their health. They can take it back.",
        "The person, and whoever they show it to. Others see numbers of many people only",
    ),
    Heading(
        "together",
        "What people say and decide together",
        "People chose to share it with their cohort.",
        "The people in that cohort",
    ),
    Heading(
        "reports",
        "Reports and certificates",
        "People said yes to each of their words in a report, and can take that back. A certificate "
        "shows what somebody has done.",
        "Whoever each person allowed",
    ),
    Heading(
        "mentoring",
        "Mentoring",
        "People chose to take part. What they say of themselves, such as their background, they "
        "tell us of their own free will.",
        "The two who are paired, and mentoring coordinators",
    ),
    Heading(
        "payments",
        "Payments for people’s time",
        "The law on accounts asks for it.",
        "The person, mentoring coordinators and finance",
    ),
    Heading(
        "safety",
        "Worries about somebody’s safety",
        "The law lets us keep what keeps people safe.",
        "Safeguarding leads only",
    ),
    Heading(
        "proof",
        "Proof of what was done",
        "The law asks us to be able to show it.",
        "Each person reads what they did. Programme leads read what they may have to prove",
    ),
)

# Under which heading the tables of a room fall, and those tables that fall elsewhere.
OF_ROOM = {
    "vault": "private",
    "syllabus": "learning",
    "audit": "proof",
    "people": "account",
    "post": "letters",
    "cohorts": "learning",
    "helping": "account",
    "progress": "learning",
    "suggestions": "learning",
    "gatherings": "learning",
    "mentoring": "mentoring",
    "practice": "wellbeing",
    "participation": "together",
    "reflections": "private",
    "outputs": "reports",
    "insights": "learning",
    "certificates": "reports",
    "rights": "proof",
}
ELSEWHERE = {
    **dict.fromkeys(("sign_in", "sign_in_link", "code_app", "recovery_code"), "way_in"),
    **dict.fromkeys(("passkey", "second_step_reset", "spent_challenge"), "way_in"),
    **dict.fromkeys(("identity", "text_code", "email_change"), "way_in"),
    **dict.fromkeys(("group_message",), "letters"),
    **dict.fromkeys(("support_opening", "support_share", "support_version"), "wellbeing"),
    **dict.fromkeys(("recognition", "recognition_rate"), "payments"),
    **dict.fromkeys(("worry", "worry_change"), "safety"),
}
DAYS_OF_YEAR = 365
# Tables whose rows really go after the days that they declare, by a task of the platform.
GOES_BY_ITSELF = frozenset(
    {"record_entry", "text_code", "spent_challenge", "log_import", "access_copy_piece"}
    | {"email_change"}
)


def say_days(days: int) -> str:
    """A length of time as people say it; years may have leap days in them."""
    years, rest = divmod(days, DAYS_OF_YEAR)
    if years and rest <= years // 3:
        return "1 year" if years == 1 else f"{years} years"
    return "1 day" if days == 1 else f"{days} days"
