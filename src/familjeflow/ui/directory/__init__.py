"""The page Kontakter."""
