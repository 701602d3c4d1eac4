"""Whether anything that we use is known to be open to attack: `make audit`."""
