"""Honours: who has been given which award, by whom it is looked after, and for how long."""
