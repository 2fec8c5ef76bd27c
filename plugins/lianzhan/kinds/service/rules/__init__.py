"""The rules that services alone must keep."""
