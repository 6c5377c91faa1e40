"""Plans for portfolios of any size: schedule generation and staffing of pools."""
