"""Who goes from what to what, why, and what each number of moves is worth."""
