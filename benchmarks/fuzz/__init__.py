"""Random small portfolios, an exhaustive oracle, and the run that compares."""
