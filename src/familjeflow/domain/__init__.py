"""The law of the house: what a process is, what has happened in a case, and what may be done next.

Standard library only, no input or output, frozen values and pure functions. Nothing here knows of a screen,
a file or a database, so every rule can be tested by calling it.
"""
