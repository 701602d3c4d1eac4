"""What facilitators write and choose."""
