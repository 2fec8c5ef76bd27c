"""Picks: what a site adopts of what sites below it offer. They are internal: nobody reads them."""
