"""An exact model of small portfolios: every way to run a package is a column."""
