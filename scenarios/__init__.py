"""What-if: typed changes to a portfolio and the plans that answer them."""
