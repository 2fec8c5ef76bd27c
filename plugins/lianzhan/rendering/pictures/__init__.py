"""Pictures' files: which there are of each, and how they are made, without what a camera adds."""
