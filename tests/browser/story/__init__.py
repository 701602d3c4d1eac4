"""What each person of the thread does, one file a part of the story."""
