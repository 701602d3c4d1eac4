"""The syllabus: reads, checks, loads and serves the course that is written in curriculum/."""
