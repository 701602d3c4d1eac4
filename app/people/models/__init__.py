"""Persons, what lets them in, and the places they come from."""

from __future__ import annotations

from app.people.models.email_changes import EmailChange
from app.people.models.identities import Identity
from app.people.models.links import SignInLink
from app.people.models.passkeys import Passkey, SpentChallenge
from app.people.models.persons import Person
from app.people.models.places import Place
from app.people.models.second_steps import CodeApp, RecoveryCode, SecondStepReset
from app.people.models.sign_ins import SignIn
from app.people.models.text_codes import TextCode

__all__ = [
    "CodeApp",
    "EmailChange",
    "Identity",
    "Passkey",
    "Person",
    "Place",
    "RecoveryCode",
    "SecondStepReset",
    "SignIn",
    "SignInLink",
    "SpentChallenge",
    "TextCode",
]
