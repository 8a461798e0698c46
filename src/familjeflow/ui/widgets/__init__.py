"""Small parts that every screen uses. They know tokens and keyboards, never cases or persons."""
