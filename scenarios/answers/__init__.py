"""The answers to a scenario, side by side, each judged by the checker."""
