"""The checker for identifying details, and a labelled set to hold it against."""
