"""What certificates go by, in pure Python."""
