"""Forms on screen: each form-js field as a Qt widget, with its problem beside it and its draft saved."""
