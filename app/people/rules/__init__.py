"""What counts as an address, a name and a link that still works."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from hashlib import sha256

from email_validator import EmailNotValidError, validate_email

SIGN_IN_LINK_LASTS = timedelta(minutes=30)
INVITATION_LINK_LASTS = timedelta(days=30)
LONGEST_NAME = 120
LONGEST_WHAT_I_BRING = 1000
LONGEST_POST_ADDRESS = 300

# How a person likes to read, and what the two choices say on a form.
TEXT_SIZES = {"normal": "Normal", "large": "Large", "largest": "Largest"}
SPACINGS = {"normal": "Normal", "wide": "Wide"}

# How letters reach a person, by the word kept in `person.channel` and `letter.channel`.
CHANNELS = {
    "email": "By e-mail",
    "text": "By text message",
    "call": "By phone call",
    "post": "On paper",
}
# Between these times of the wall clock letters wait, until a person chooses other times.
QUIET_FROM = time(21)
QUIET_UNTIL = time(8)

# The kinds of place, and what they say on a form.
PLACES = {
    "pcn": "Primary Care Network",
    "practice": "GP practice",
    "neighbourhood": "Neighbourhood",
    "other": "Another place",
}

PROGRAMME_LEAD = "programme_lead"
SAFEGUARDING_LEAD = "safeguarding_lead"
# Stands in when the lead has not opened a worry in time.
SAFEGUARDING_DEPUTY = "safeguarding_deputy"
# Brings people together for peer mentoring, and sees nothing of what they write.
MENTORING_COORDINATOR = "mentoring_coordinator"
# The roles that somebody can have on the whole platform.
PLATFORM_ROLES = (
    PROGRAMME_LEAD,
    SAFEGUARDING_LEAD,
    SAFEGUARDING_DEPUTY,
    MENTORING_COORDINATOR,
)


def clean_email(text: str) -> str | None:
    """The address in its plain form, or None when it cannot be one."""
    try:
        return validate_email(text.strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        return None


# Marks that turn the direction of all that follows; no script needs them inside a name.
TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
# What ends a line, also for programs that read calendars: so that it does so here.
ENDS = dict.fromkeys([0x2028, 0x2029], "\n")


def clean_name(text: str) -> str | None:
    """A name with single spaces, or None when nobody can see it, it has lines or is too long."""
    if any(ord(letter) < ord(" ") and letter != "\t" for letter in text.strip()):
        return None
    name = " ".join(text.translate(TURNS).split())
    shows = any(letter.isprintable() and not letter.isspace() for letter in name)
    return name if shows and len(name) <= LONGEST_NAME else None


def clean_lines(text: str, longest: int) -> str | None:
    """Several lines without marks that nobody sees or that turn the text; None: too long."""
    lines = text.translate(TURNS | ENDS).replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(mark for mark in lines if mark == "\n" or _shows(mark)).strip()
    return kept if len(kept) <= longest else None


def clean_line(text: str, longest: int) -> str | None:
    """One line that shows something, cleaned in the same way; None: it does not, or is too long."""
    line = " ".join((clean_lines(text, longest) or "").split())
    shows = any(mark.isprintable() and not mark.isspace() for mark in line)
    return line if shows else None


def seen_mark(text: str) -> str:
    """A word for a text as a form showed it, to tell later whether it was changed since."""
    return sha256(text.encode()).hexdigest()[:16]


def _shows(mark: str) -> bool:
    """Whether a mark is none of those that steer a machine."""
    return mark >= " " and not "\x7f" <= mark <= "\x9f"


def may_use(*, used_at: datetime | None, expires_at: datetime, now: datetime) -> bool:
    """Whether a sign-in link still lets somebody in."""
    return used_at is None and now < expires_at


def reading_classes(*, text_size: str, spacing: str) -> str:
    """What the page is marked with, so that it looks as this person likes to read."""
    marks = []
    if text_size != "normal":
        marks.append(f"dlp-text-{text_size}")
    if spacing != "normal":
        marks.append(f"dlp-spacing-{spacing}")
    return " ".join(marks)
