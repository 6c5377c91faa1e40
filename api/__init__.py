"""Every way in from outside: today the `quarterdeck` command."""
