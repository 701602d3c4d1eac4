"""Flask plumbing only: context, transaction, guard, errors, layout and static files."""
