"""Stage 6, SitePlan to files: one plain Pelican run a site, with these plugins.

In: a plan and settings. Out: a staged folder. Each module with `register()` is a Pelican plugin and
does one thing; `site` runs Pelican, `portal` renders the page of all sites.
"""
