"""The first page after signing in, health checks and the pages about this service."""
