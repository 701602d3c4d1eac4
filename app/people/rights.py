"""What this room's tables hold about people; see app/kit/rights.py."""

from __future__ import annotations

from app.kit.rights import Declared, Goes, Keep, Merge, nobodys, theirs
from app.people.models import (
    CodeApp,
    EmailChange,
    Identity,
    Passkey,
    Person,
    Place,
    RecoveryCode,
    SecondStepReset,
    SignIn,
    SignInLink,
    SpentChallenge,
    TextCode,
)

DECLARED: tuple[Declared, ...] = (
    theirs(
        Person,
        "id",
        "Your account",
        own="name email phone post_address what_i_bring",
        codes="time_zone language letter_language",
        locks="password_hash",
        did="contact_changed_by_id",
        merge=Merge.ENDS,
        goes=Goes.APART,
        why="An empty row stays, called “Someone who has left”, for what others built upon.",
    ),
    nobodys(Place, "Places that communities belong to.", common="name ods_code", did="made_by_id"),
    theirs(
        SignIn,
        "person_id",
        "Where you signed in",
        codes="device",
        merge=Merge.ENDS,
        keep=Keep("began_at", 90),
    ),
    theirs(
        SignInLink,
        "person_id",
        "Links that let you sign in",
        merge=Merge.ENDS,
        keep=Keep("created_at", 30),
    ),
    theirs(
        EmailChange,
        "person_id",
        "An e-mail address that you asked for",
        own="new_email",
        merge=Merge.ENDS,
        keep=Keep("asked_at", 7),
    ),
    theirs(
        CodeApp,
        "person_id",
        "An app that shows codes for signing in",
        locks="locked_secret",
        merge=Merge.ENDS,
    ),
    theirs(
        RecoveryCode,
        "person_id",
        "Recovery codes",
        locks="code_hash",
        merge=Merge.ENDS,
    ),
    theirs(
        Passkey,
        "person_id",
        "Passkeys",
        own="name",
        locks="credential_id public_key",
        merge=Merge.ENDS,
    ),
    theirs(
        SecondStepReset,
        "person_id",
        "When your second step of signing in was taken away",
        did="by_id",
    ),
    nobodys(
        SpentChallenge,
        "Questions to passkeys that were answered; they do not tell by whom.",
        locks="challenge_hash",
        keep=Keep("spent_at", 1),
    ),
    theirs(
        Identity,
        "person_id",
        "Accounts elsewhere with which you sign in",
        own="subject label",
        codes="issuer",
        merge=Merge.MOVES,
    ),
    nobodys(
        TextCode,
        "Phones for which somebody asked for a code, known here or not, for a day.",
        locks="phone_sha256",
        keep=Keep("asked_at", 1),
    ),
)
