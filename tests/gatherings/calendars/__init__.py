"""Sessions in people's calendars."""
