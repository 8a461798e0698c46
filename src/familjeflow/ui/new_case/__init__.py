"""Nytt ärende: the client, the process, what the process asks at the start."""
