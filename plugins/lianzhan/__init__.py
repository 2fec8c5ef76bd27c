"""Lianzhan: one content tree, one build, every column site of a federation."""
