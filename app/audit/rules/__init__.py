"""What a row of the record may hold, and the chain that rows are sealed in."""
