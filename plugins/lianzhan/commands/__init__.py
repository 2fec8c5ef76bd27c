"""The command line, Pelican's door, the preview server, progress, printing."""
