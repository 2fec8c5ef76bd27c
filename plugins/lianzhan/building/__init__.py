"""The pipeline: what has changed, what goes to workers, what goes live."""
