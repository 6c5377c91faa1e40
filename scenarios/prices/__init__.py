"""What people, offers, money, floors and dates are worth, as proven differences."""
