"""The one gateway to the database: a file per noun, every query with a principal."""
