"""Writing in one's log on the pages."""
