"""Several plans side by side: what each delivers, costs and disturbs, and why."""
