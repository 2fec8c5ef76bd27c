"""Accounts: where a federation speaks on other platforms, and how readers follow it there."""
