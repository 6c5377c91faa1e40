"""Relaxations and an exact second opinion, in PuLP and HiGHS."""
