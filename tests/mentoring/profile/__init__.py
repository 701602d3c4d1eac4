"""Tests: what people say for the matching, whom they would choose, and who enters it for them."""
