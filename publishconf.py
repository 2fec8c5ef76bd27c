"""Production: all of pelicanconf.py, and where the finished sites go.

The pages are the same under both files: addresses, feeds and links follow from content/, so there
is nothing to be switched on for them, and a build under the other file builds no site anew. What is
said here goes for `deploy`, whose options go before it; `deploy` and `take-down`, which deal
with what the public sees, read this file unless told otherwise.
"""

import sys
from pathlib import Path

# Pelican's command line would not find it here.
sys.path.insert(0, str(Path(__file__).resolve().parent))

from pelicanconf import *  # noqa: F403 - that is the point

SETTINGS_FILE = __file__

# The branch of this repository that the host publishes, and the remote that it is pushed to.
DEPLOY_BRANCH = "gh-pages"
DEPLOY_REMOTE = "origin"
# True: the branch has one commit, so that what was withdrawn is not kept in its history.
DEPLOY_SINGLE_COMMIT = False
