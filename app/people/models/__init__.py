"""Persons, the single-use links that let them in, and the places they come from."""

from __future__ import annotations

from app.people.models.links import SignInLink
from app.people.models.persons import Person
from app.people.models.places import Place

__all__ = ["Person", "Place", "SignInLink"]
