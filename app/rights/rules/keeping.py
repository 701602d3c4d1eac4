"""Keeping an account by the link of the letter that says it ends: its address and its words."""

from __future__ import annotations

from app.post.rules.tongues import mark

# Where the link leads to, and what its word is signed for.
KEEP_LINK = "/keep-account/"
# What the page says, in the language of the letter, by its name in the page's template. It names
# nobody: a letter may lie in other hands after years.
KEEPING = {
    "asks": mark("Do you want to keep your account?"),
    "ends": mark(
        "Nobody has used it for years. We erase it, with all that you wrote, after {day}."
    ),
    "keep": mark("Keep my account"),
    "only": mark("The button keeps your account. You need not sign in, and it lets nobody in."),
    "nothing": mark("If you do not need it any more, close this page. You need do nothing."),
    "kept": mark("Your account stays"),
    "anew": mark(
        "We do not erase it now. If nobody uses it for years again, we write to you before we do."
    ),
    "over": mark("There is nothing to keep here"),
    "why": mark("Somebody has signed in since, so the account stays, or its time is over."),
    "look": mark("To see which, sign in. You can also ask your facilitator."),
    "sign_in": mark("Sign in"),
}
