"""What holds for words, consent and builds, as plain facts."""
