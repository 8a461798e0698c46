"""One function per thing a user can do. A service owns the transaction and returns what changed.

Screens and the command line call services; services ask the domain what is allowed and the vault to keep it.
"""
