"""Recognition: offers of payment and expenses, amounts, and the file for finance."""
