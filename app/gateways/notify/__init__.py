"""Letters and texts through GOV.UK Notify."""
