"""How a site is known at first sight: accent, mark and woven band, made of data alone."""
