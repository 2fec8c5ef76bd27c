"""Feeds: RSS 2.0, Atom and JSON Feed 1.1 of a site and of each of its columns; OPML of all sites.

Full sanitised text, absolute links, one lasting id an article in every site's feeds, a self link, a
hub where the federation has one (WebSub), and no time but the articles' own.
"""
