"""A list of people that is also a map: drawn over the list, changed by dragging, by keys or in the list."""
