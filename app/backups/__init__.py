"""One file that holds the whole platform at one moment, and how it is put back."""
