"""Tools that know no feature: database base, clock, errors, links, small numbers."""
