"""Check-ins, texts that answer them, and what a coordinator sees."""
