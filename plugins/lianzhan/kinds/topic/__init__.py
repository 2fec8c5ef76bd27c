"""Topics (专题): articles on one subject, of one site or many, listed at a page of its own."""
