"""Public instances, solved as ordinary portfolios and compared with a peer."""
