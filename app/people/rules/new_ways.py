"""New ways into an account, of which its person is told."""

from __future__ import annotations

from app.post.rules.tongues import mark

# The letter, and what it can be about, by the word kept in `letter.occurrence`.
WAY_IN_NEW = "way_in_new"
PASSWORD, PASSKEY, APP, RECOVERY = "password", "passkey", "app", "recovery"
ELSEWHERE, TEXTS = "elsewhere", "texts"
NEW_WAYS = {
    PASSWORD: mark("Your account has a new password."),
    PASSKEY: mark("A passkey was added to your account."),
    APP: mark("An app that shows codes for signing in was set up for your account."),
    RECOVERY: mark("New recovery codes were made for your account."),
    ELSEWHERE: mark("An account at another service was joined to yours, so that it lets you in."),
    TEXTS: mark("Texts to you, and codes to sign in, go to another phone from now on."),
}
