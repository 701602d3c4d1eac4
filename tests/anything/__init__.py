"""Whatever is typed into any form, any address or any question, no page is a fault."""
