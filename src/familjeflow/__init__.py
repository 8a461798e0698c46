"""FamiljeFlow: cases, steps and time limits for caseworkers in Swedish municipal social services."""

__version__ = "0.1.0"
