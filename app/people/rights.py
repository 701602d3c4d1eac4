"""What this room's tables hold about people; see app/kit/rights.py."""

from __future__ import annotations

from app.kit.returning import ALL_AS_THERE, COMES, GONE, Back
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
from app.people.rules.email_changes import LASTS
from app.people.rules.sign_ins import REMEMBERED
from app.people.rules.text_codes import KEPT

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
        back=Back(as_there=True),
    ),
    nobodys(Place, "Places that communities belong to.", common="name ods_code", did="made_by_id"),
    theirs(
        SignIn,
        "person_id",
        "Where you signed in",
        codes="device",
        # Ended by the merge itself; that somebody has been in stays true.
        keep=Keep("began_at", REMEMBERED.days),
        back=COMES,
    ),
    theirs(
        SignInLink,
        "person_id",
        "Links that let you sign in",
        keep=Keep("created_at", 30),
        back=Back(ended="used_at"),
    ),
    theirs(
        EmailChange,
        "person_id",
        "An e-mail address that you asked for",
        own="new_email",
        merge=Merge.ENDS,
        keep=Keep("asked_at", LASTS.days),
        back=GONE,
    ),
    theirs(
        CodeApp,
        "person_id",
        "An app that shows codes for signing in",
        locks="locked_secret",
        merge=Merge.ENDS,
        back=ALL_AS_THERE,
    ),
    theirs(
        RecoveryCode,
        "person_id",
        "Recovery codes",
        locks="code_hash",
        merge=Merge.ENDS,
        back=ALL_AS_THERE,
    ),
    theirs(
        Passkey,
        "person_id",
        "Passkeys",
        own="name",
        locks="credential_id public_key",
        merge=Merge.ENDS,
        back=ALL_AS_THERE,
    ),
    theirs(
        SecondStepReset,
        "person_id",
        "When your second step of signing in was taken away",
        did="by_id",
        back=COMES,
    ),
    nobodys(
        SpentChallenge,
        "Questions to passkeys that were answered; they do not tell by whom.",
        locks="challenge_hash",
        keep=Keep("spent_at", 1),
        back=Back(came=True),
    ),
    theirs(
        Identity,
        "person_id",
        "Accounts elsewhere with which you sign in",
        own="subject label",
        codes="issuer",
        merge=Merge.MOVES,
        back=ALL_AS_THERE,
    ),
    nobodys(
        TextCode,
        "Phones for which somebody asked for a code, known here or not, for a day.",
        locks="phone_mark",
        keep=Keep("asked_at", KEPT.days),
        back=Back(ended="used_at"),
    ),
)
