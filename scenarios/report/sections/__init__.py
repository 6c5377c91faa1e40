"""Sections of the pages of what-if: sentences, charts, tables."""
