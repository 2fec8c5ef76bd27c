"""Every text a user or reader sees, in their language."""
