"""One room for each kind of content: its keys, rules, placement and pages."""
