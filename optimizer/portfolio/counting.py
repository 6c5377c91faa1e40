"""Numbers of things in sentences."""


def counted(amount: int, noun: str) -> str:
    """Return a number with its noun in singular or plural: ``1 week``, ``2 weeks``."""
    return f"{amount} {noun}" if amount == 1 else f"{amount} {noun}s"
