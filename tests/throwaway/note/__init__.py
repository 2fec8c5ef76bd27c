"""Notes: dated short texts. A kind that is there to show what a kind takes."""
