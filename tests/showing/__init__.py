"""Every component of the theme with its examples, on pages to look at and in tests."""
