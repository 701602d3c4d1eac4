"""Measures what pages, writes and letters cost, as ratios to a bare version on the same stores."""
