"""Who is here: persons, their roles on the platform, and how they sign in."""
