"""One reader per public format; each returns an ordinary portfolio."""
