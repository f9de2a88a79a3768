"""Setting type by typst: templates of our own, our own fonts, and documents as data."""
