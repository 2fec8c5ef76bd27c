"""Stage 6, built files to live sites: claim the output folder, audit, swap, deploy."""
