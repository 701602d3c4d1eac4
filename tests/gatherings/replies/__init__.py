"""What people say before a session."""
