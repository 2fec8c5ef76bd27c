"""One site to its record: what is read is judged by the rules and the review gate."""
