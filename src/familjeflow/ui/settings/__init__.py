"""Inställningar: who you are, where the record is kept, letterhead, looks, locking, and the keys."""
