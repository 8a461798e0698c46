"""The papers of a whole case: the menu *Papper* and the page where a letter is written."""
