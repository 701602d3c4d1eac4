"""Tables of what facilitators did about what they saw."""
