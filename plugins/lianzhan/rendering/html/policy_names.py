"""The names by which templates find their pages' policy and the one script of a head."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jinja2 import pass_context
from markupsafe import Markup

from lianzhan.rendering.content_policy import NAME

if TYPE_CHECKING:
    from jinja2.runtime import Context

    from lianzhan.rendering.content_policy import ContentPolicy
    from lianzhan.rendering.html.addresses import Host

_POLICY = "policy_of_theme"


def policy_names(policy: ContentPolicy) -> dict[str, object]:
    """Return the function `content_policy()` and the text `head_script`.

    Both put out what they have as it is: escaped, a script would be another one than the policy
    names. It is a file of the theme, the policy is ours; neither has anything of an author.
    """
    script = Markup(policy.script)  # noqa: S704 - see above
    return {_POLICY: policy, NAME: _content_policy, "head_script": script}


@pass_context
def _content_policy(context: Context) -> Markup:
    """Return the policy of the page being rendered.

    404.html links absolutely, so that it finds its sheet at any depth; shown by a preview or from
    a disk, it finds it on its own host alone.
    """
    host: Host = context["host"]
    policy: ContentPolicy = context[_POLICY]
    own = ""
    if context["output_file"] == "404.html":
        parts = urlsplit(host.root)
        own = f"{parts.scheme}://{parts.netloc}"
    return Markup(policy.in_pages(own))  # noqa: S704 - see policy_names
