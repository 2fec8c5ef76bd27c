"""What makes a site known, as pictures: its woven band and its mark, as SVG."""
