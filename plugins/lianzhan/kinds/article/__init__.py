"""Articles and pages: what their files hold, and the rules for them."""
