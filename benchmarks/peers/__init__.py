"""Other people's solvers, given the same portfolios."""
