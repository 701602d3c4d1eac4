"""States and times of a copy of what is kept about somebody, and what it leaves out and why."""

from __future__ import annotations

from datetime import timedelta

ASKED, WORKING, READY, FAILED, GONE = "asked", "working", "ready", "failed", "gone"
STATES = (ASKED, WORKING, READY, FAILED, GONE)
OPEN = (ASKED, WORKING)
LEASE = timedelta(minutes=10)
MOST_TRIES = 3
KEPT_DAYS = 7
KEPT = timedelta(days=KEPT_DAYS)
# A connection may break: for so long after it was first fetched it can be fetched again.
AGAIN = timedelta(hours=1)
# Bytes in a piece of the file.
PIECE_SIZE = 1_000_000

LEFT_OUT = (
    (
        "Names of other people",
        "Where somebody else did something, it says “somebody else”. Who they are is theirs.",
    ),
    (
        "Worries about somebody’s safety",
        (
            "What people tell the safeguarding leads is kept apart, and is not tied to anybody’s "
            "account. You find that you told us of a worry and when, but not what others told us."
        ),
    ),
    (
        "What others wrote in their own private writing",
        (
            "Reflections, mentoring notes and choices of others are theirs, also where they may be "
            "about you. So is whom somebody would rather not be paired with, and who of two said "
            "no or had a pair ended: your copy says of mentoring what your own pages say."
        ),
    ),
    (
        "What you voted in secret polls",
        "We cannot give it to you: no vote was ever kept together with a name.",
    ),
    (
        "What others wrote for a whole group",
        (
            "Group plumblines, mentoring agreements, and what a community knows of its place "
            "belong to all of them. What you typed into them is in your copy, under “What you did "
            "for others”. The rest you can read on their pages for as long as you are there."
        ),
    ),
    (
        "Passwords and keys",
        "They are kept in a way that nobody can read, and could only harm you in a file.",
    ),
    ("The course and reports", "They are about nobody. You can read them on their pages."),
)
SEALED_LEFT_OUT = (
    "Private writing",
    (
        "This copy was made by somebody who runs the platform. Private writing is opened for "
        "nobody but its author: sign in, and ask for a copy on the page “Everything we keep about "
        "you”."
    ),
)
