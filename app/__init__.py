"""The Discovery Learning Programme platform: rooms, each with the same shelves."""

import gc

# What is loaded at a start is no garbage, and looking through it took a quarter of every start. All
# of it is fewer objects than this. Whatever then runs sets its own number: see app/kit/memory.py.
gc.set_threshold(1_000_000)
