"""Packages cut in pieces, and how far each has come when it is cut."""
