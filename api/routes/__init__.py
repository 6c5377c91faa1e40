"""HTTP: a file per resource; each route reads, makes one call, and answers."""
