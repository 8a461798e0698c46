"""What stands around every page: navigation, search, tabs of open cases, lists of commands and keys."""
