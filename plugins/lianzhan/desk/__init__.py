"""Before a build: what writes into content/."""
