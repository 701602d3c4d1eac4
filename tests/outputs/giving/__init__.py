"""Giving: what people offer, what they allow for it, and who looks after it for them."""
