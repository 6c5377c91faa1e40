"""The exact engine: OR-Tools CP-SAT over packages, teams and Hall sets."""
