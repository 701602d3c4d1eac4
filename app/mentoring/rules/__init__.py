"""Pure rules of mentoring: states, words, times, keys, and matching."""
