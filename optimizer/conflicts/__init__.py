"""Why there is no plan: smallest sets of named rules that cannot all hold."""
