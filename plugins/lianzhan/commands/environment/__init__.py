"""The environment of `python3 tasks.py`: made, brought up to date, entered."""
