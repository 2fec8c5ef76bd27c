"""Pages: what a site says of itself. They are read as articles are, and stand in no column."""
