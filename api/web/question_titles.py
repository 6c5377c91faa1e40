"""What people call the kinds of question."""

TITLES = {
    "solve": "Best plan",
    "what_if": "Best response",
    "comparison": "Comparison",
    "moves": "What changes",
    "conflict": "Why not",
    "price": "What it is worth",
    "curve": "Value curve",
    "front": "Trade-offs",
}
"""Kind of question → what it is called."""


def question_title(kind: str) -> str:
    """Return what a kind of question is called."""
    return TITLES.get(kind, "Question")
