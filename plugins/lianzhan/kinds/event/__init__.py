"""Events: what takes place on some day, on pages and in calendars (iCalendar, RFC 5545)."""
