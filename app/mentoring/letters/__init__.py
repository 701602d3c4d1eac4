"""What letters about mentoring say."""
