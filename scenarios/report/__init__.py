"""Pages of what-if: charts, sections and whole HTML pages."""
