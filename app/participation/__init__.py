"""How a community of learning decides together: polls, and votes with dots."""
