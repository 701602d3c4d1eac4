"""Pictures and voice notes on entries of a log."""
