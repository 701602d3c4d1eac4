"""Pictures and voice notes that go along with a share."""
