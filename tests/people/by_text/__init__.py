"""People without e-mail sign in by a code in a text."""
