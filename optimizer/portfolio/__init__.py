"""What to plan: people, projects, packages and what is scarce, by names and dates."""
