"""Processer: what the program knows of each process, where it comes from and how old it is."""
