"""What letters of this room say."""
