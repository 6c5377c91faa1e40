"""Plans between which only taste decides: more value, fewer moves, or less cost."""
