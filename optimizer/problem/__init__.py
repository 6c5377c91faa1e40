"""The portfolio as integers: periods, hundredths of hours and money, indices."""
