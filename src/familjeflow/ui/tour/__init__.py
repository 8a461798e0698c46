"""The tour: a few quiet steps beside the invented case."""
