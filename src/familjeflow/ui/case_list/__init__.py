"""Ärenden: every case of the vault as one table."""
