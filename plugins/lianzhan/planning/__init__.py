"""Records of all sites to one plan a site: placement, addresses, outlines."""
