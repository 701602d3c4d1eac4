"""Who needs a facilitator and why: rules as data, each with a pure test of plain facts."""
