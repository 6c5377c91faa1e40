"""Questions that take long: a queue in the database and a process for each of them."""
