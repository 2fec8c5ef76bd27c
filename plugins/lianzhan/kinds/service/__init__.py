"""Services: what an office does for people, when and where, and how it is reached."""
