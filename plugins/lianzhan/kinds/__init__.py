"""Kinds of content, one room each."""
