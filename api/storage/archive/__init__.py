"""A whole database in one file that either kind of database can be made from."""
