"""Campaigns (主题活动): what many sites do together, with themes, phases, limits and entries."""
