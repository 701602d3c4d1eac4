"""What letters are about, for people to choose whether they want them."""

from __future__ import annotations

from app.post.rules.tongues import mark

REMINDERS = "reminders"
CATCH_UP = "catch_up"
RELEASE = "release"

# The words on the form, in its order. A letter without a topic is always sent: an invitation, a
# sign-in link, a session that is off.
TOPICS = {
    REMINDERS: "Reminders of sessions",
    CATCH_UP: "What to catch up on after a session I missed",
    RELEASE: "A new module is open",
}
NOW = "now"
WEEKLY = "weekly"
NONE = "none"
CHOICES = {NOW: "As it happens", WEEKLY: "In one letter a week", NONE: "Not at all"}

# What a signed address is for that ends letters on a topic, and the words before it in a letter.
STOP = "stop"
HOW_TO_STOP = mark("If you do not want letters like this one:")
