"""Writing where devices, clocks or stores fail, and leaving."""
