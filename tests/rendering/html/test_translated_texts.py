"""Texts are put into a language when a template is compiled, and read as Jinja's own way has them."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment
from markupsafe import Markup

from lianzhan.rendering.html.translated_texts import speak
from lianzhan.texts.language import translations


def environment(language: str, templates: dict[str, str]) -> Environment:
    """Templates that speak a language."""
    made = Environment(
        loader=DictLoader(templates), autoescape=True, extensions=["jinja2.ext.i18n"]
    )
    speak(made, language)
    return made


@pytest.mark.parametrize(("language", "home"), [("zh-CN", "首页"), ("en", "Home")])
def test_a_text_is_in_the_code_of_its_template(language: str, home: str) -> None:
    source = '<a title="{{ _("首页") }}">{{ _("首页") ~ 1 }}</a>'
    speaking = environment(language, {"a.html": source})
    assert speaking.get_template("a.html").render() == f'<a title="{home}">{home}1</a>'
    code = speaking.compile(source, "a.html", raw=True)
    assert home in code
    assert "gettext" not in code


@pytest.mark.parametrize(
    "source",
    [
        '{{ _("%(count)s 个站", count=3) }}',
        '{{ _("%(count)s 个站", count=sign) | safe }}{{ _("%(count)s 个站", count=sign) ~ "<" }}',
        '{% set x = _("%(count)s 个站", count=sign) %}{{ x | safe }}{{ x | length }}{{ x | upper }}',
        '{{ _("%(site)s的%(column)s", column=[1, 2][0], site={"a": (sign,)}.a[0] | upper) }}',
        '{% autoescape false %}{{ _("%(count)s 个站", count=sign) }}{% endautoescape %}',
        '{{ _("%(count)s 个站", count=markup) }}{{ _("%(count)s 个站", count=none) }}',
        '{{ _("%(count)s 个站", count="<") | safe }}{{ _("%(count)s 个站", count="<") ~ "<" }}',
        '{% set x = _("%(count)s 个站", count="<&") %}{{ x | safe }}{{ x | length }}{{ x | upper }}',
        '{{ _("%(site)s的%(column)s", column=[1, 2][0], site={"a": ("<",)}.a[0] | upper) }}',
        '{{ _("%(site)s的%(column)s", column=1) }}',
        '{{ _("%(site)s的%(column)s", column=1, site=missing) }}',
        '{{ _("首页", count=3) }}{{ _("首页", 3) }}',
        '{{ _("") | length }}',
        '{{ _("%(count)s 个站", count=_("首页")) }}{{ _("%(count)s 个站", **{"count": 1}) }}',
        '{% autoescape false %}{{ _("%(count)s 个站", count="<") }}{% endautoescape %}',
        '{{ _("%(count)s 个站 50%%", count=3) }}{{ _("没有<这样>的%(x)s", x=1) }}',
        '{% if _("%(count)s 个站", count=3) == _("首页") %}{% else %}{{ "其他" }}{% endif %}',
        '{{ _("没有<这样>的文") }}',
        '{{ _("一半 50%%") }}',
        '{{ _("首页" ~ more) }}',
        '{{ _ ("首页") | length }}',
        '{{ __("首页") }}',
        '{{ object._("首页") }}',
        '{{ _(_("首页")) }}',
        '{% set x = _("首页") %}{{ [x, _("首页"), "_"] | join }}',
        '_("首页") {# _("首页") #}{% raw %}{{ _("首页") }}{% endraw %}',
        '{{ _(_) }}{{ (_("首页")) }}',
        "{{ _('首页') }}{% trans %}首页{% endtrans %}",
    ],
)
def test_whatever_asks_for_a_text_gets_what_jinja_gives(source: str) -> None:
    names = {"more": "", "__": str, "object": {"_": str}, "markup": Markup("<b>"), "sign": "<"}
    plain = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    plain.install_gettext_translations(translations("en"), newstyle=True)  # type: ignore[attr-defined]

    def rendered(speaking: Environment) -> str:
        try:
            return speaking.from_string(source).render(names)
        except (TypeError, KeyError) as error:
            return type(error).__name__

    assert rendered(environment("en", {})) == rendered(plain)


def test_a_call_cut_short_is_a_fault_of_the_template_as_before() -> None:
    with pytest.raises(Exception, match="unexpected") as error:
        environment("en", {}).from_string('{{ _("首页" }}')
    assert type(error.value).__name__ == "TemplateSyntaxError"


def test_a_text_with_values_is_put_together_by_the_code_of_its_template() -> None:
    source = '{{ _("约 %(minutes)s 分钟读完", minutes=m) }}'
    code = environment("zh-CN", {}).compile(source, raw=True)
    assert "gettext" not in code
    assert " 分钟读完" in code
