"""What each staffing prescribes: lengths, and hours of teams and pools."""
