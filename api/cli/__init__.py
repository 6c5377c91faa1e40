"""The `quarterdeck` command, one file per subcommand."""
