"""What people may ask of us: all that is kept about them, its erasure, and how long things stay."""
