"""Adding to the record, sealing it, and letting its oldest part go."""
