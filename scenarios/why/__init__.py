"""Why something cannot be done, what it would cost, and the nearest that can."""
