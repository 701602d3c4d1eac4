"""The outbox: each letter is a row, and the row is the job."""
