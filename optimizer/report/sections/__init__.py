"""The sections of a report, each from the material or from the outcome."""
