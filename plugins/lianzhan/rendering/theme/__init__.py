"""Addresses, bodies, escaping, shared parts and compiled templates of pages."""
