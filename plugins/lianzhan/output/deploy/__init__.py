"""Where the finished sites go."""
