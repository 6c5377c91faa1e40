"""What a board reads: at most ten sentences, each number taken from a table."""
