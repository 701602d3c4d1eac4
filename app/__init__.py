"""The Discovery Learning Programme platform: rooms, each with the same shelves."""

import gc

# What is loaded at a start is no garbage, and looking through it took a quarter of every start.
# Whatever runs for long sets its own number afterwards: see app/kit/memory.py.
gc.set_threshold(100_000)
