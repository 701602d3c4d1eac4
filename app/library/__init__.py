"""The library of the course as pages: its shelves, the framework, and guides to sessions."""
