"""How two end, and what comes after."""
