"""Slow trials of the running service: its contract, chaos, load, and hostile names."""
