"""What letters are about, for people to choose whether they want them."""

from __future__ import annotations

from app.post.rules.tongues import mark

REMINDERS = "reminders"
CATCH_UP = "catch_up"
RELEASE = "release"
PLEDGES = "pledges"
OUTCOMES = "outcomes"
ASSETS = "assets"

# The words on the form, in its order. A letter without a topic is always sent: an invitation, a
# sign-in link, a session that is off.
TOPICS = {
    REMINDERS: mark("Reminders of sessions and meetings"),
    CATCH_UP: mark("What to catch up on after a session I missed"),
    RELEASE: mark("A new module is open"),
    PLEDGES: mark("How my pledges are going"),
    OUTCOMES: mark("What came of reports with my words"),
    ASSETS: mark("Whether what I told about my place is still so"),
}
NOW = "now"
WEEKLY = "weekly"
NONE = "none"
CHOICES = {NOW: "As it happens", WEEKLY: "In one letter a week", NONE: "Not at all"}

# What a signed address is for that ends letters on a topic, and the words before it in a letter.
STOP = "stop"
HOW_TO_STOP = mark("If you do not want letters like this one:")

# What the page says that such an address opens, in the language of the letter, by its name in the
# page's template.
STOPPING = {
    "asks": mark("Do you want to stop these letters?"),
    "they_are": mark("They are about: {topic}."),
    "they_were": mark("They were about: {topic}."),
    "others": mark(
        "Other letters still come, such as that a session is called off. You stay in your cohort, "
        "and nobody minds."
    ),
    "stop": mark("Stop these letters"),
    "keep": mark("To keep them, close this page. Nothing has changed."),
    "stopped": mark("You do not get these letters any more"),
    "still": mark(
        "Other letters still come, such as that a session is called off. All you need to know is "
        "on the pages of your cohort too."
    ),
    "slip": mark("Was this a slip?"),
    "again": mark("Send me these letters again"),
    "any_time": mark("You can change this at any time:"),
    "choose": mark("choose your letters"),
    "ask": mark("You can also ask your facilitator to do it for you."),
    "started": mark("You get these letters again"),
}
