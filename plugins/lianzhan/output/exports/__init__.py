"""Where an export goes: a folder or a ZIP file, written whole or not at all.

In: a place that a user named, and files by their names. Out: the place refused, or the files there;
what stood there stays until all is on the disk.
"""
