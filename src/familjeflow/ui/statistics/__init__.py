"""The page Statistik: numbers of many cases, as pictures and tables, and nothing about anybody."""
