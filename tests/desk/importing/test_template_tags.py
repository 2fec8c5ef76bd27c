"""Template code: pictures come out of it, all else is named with its line."""

from __future__ import annotations

import pytest
from work import steps

from lianzhan.desk.importing.template_tags import (
    Tag,
    listed,
    named_files,
    template_tags,
    with_pictures,
)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("{% asset_img a.jpg 活动现场 %}", "![活动现场](a.jpg)"),
        ("{% asset_img a.jpg %}", "![](a.jpg)"),
        ("{%asset_img a.jpg 活动 现场%}", "![活动 现场](a.jpg)"),
        ("{% asset_img left big a.jpg 300 200 现场 %}", "![现场](a.jpg)"),
        ("{% asset_img a.jpg 50% '现场' %}", "![现场](a.jpg)"),
        ('{% asset_img "图 1.jpg" "题" "说明" %}', '![说明](<图 1.jpg> "题")'),
        ('{% asset_img a.jpg \'"题" "说明"\' %}', '![说明](a.jpg "题")'),
        ("{% asset_img a.jpg [1] %}", "![\\[1\\]](a.jpg)"),
        ("{% img /images/a.png 现场 %}", "![现场](/images/a.png)"),
        ("{% img https://x.example/a.png 现场 %}", "![现场](https://x.example/a.png)"),
        ('{{< figure src="a.jpg" alt="现场" caption="题" >}}', '![现场](a.jpg "题")'),
        ("{{< figure src='a(1).jpg' title='“题”' />}}", '![](<a(1).jpg> "“题”")'),
        ("{% asset_img\na.jpg\n现场 %}", "![现场](a.jpg)"),
    ],
)
def test_a_tag_that_shows_a_picture_becomes_one(tag: str, expected: str) -> None:
    asked: list[str] = []

    def is_there(src: str) -> bool:
        asked.append(src)
        return True

    assert with_pictures(f"前 {tag} 后", is_there) == f"前 {expected} 后"
    assert len(asked) == 1


@pytest.mark.parametrize(
    "tag",
    [
        "{% asset_img 说明 %}",
        "{% asset_link a.jpg %}",
        "{% include a.jpg %}",
        "{% asset_img a.jpg",
        "`{% asset_img a.jpg 现场 %}`",
        "```\n{% asset_img a.jpg 现场 %}\n```",
        '{{< figure src="a.jpg" link="b.html" >}}',
        '{{< figure src="a.jpg" title="甲" caption="乙" >}}',
        "{{< figure >}}",
        "{{ a.jpg }}",
    ],
)
def test_any_other_tag_stays(tag: str) -> None:
    assert with_pictures(tag, lambda _src: True) == tag


def test_a_tag_whose_picture_is_not_there_stays() -> None:
    assert with_pictures("{% asset_img a.jpg 甲 %}", lambda _src: False).startswith("{% asset_img")


def test_all_template_code_is_named_with_its_line() -> None:
    text = (
        "{% raw %}\n甲 {{ page.title }} 乙\n{% endraw %}\n\n{{< figure\n src='a.jpg' >}}\n"
        "{% include x.html %}\n{:.center}\n```\n{{ code }}\n```\n`{% x %}` {{%/* y */%}} {{ 开口\n"
    )
    assert template_tags(text) == [
        Tag(1, "{% raw %}"),
        Tag(2, "{{ page.title }}"),
        Tag(3, "{% endraw %}"),
        Tag(5, "{{< figure src='a.jpg' >}}"),
        Tag(7, "{% include x.html %}"),
        Tag(8, "{:.center}"),
        Tag(12, "{{%/* y */%}}"),
    ]


def test_a_note_shows_the_first_tags_and_cuts_long_ones() -> None:
    assert listed([Tag(3, "{% raw %}"), Tag(9, "x" * 50)]) == f"3: {{% raw %}}；9: {'x' * 40}…"
    assert listed([Tag(1, "x")] * 21).count("1: x") == 20
    assert listed([Tag(1, "x")] * 21).endswith("；…")


def test_files_are_named_in_tags_and_in_html() -> None:
    body = (
        '{% asset_link a.pdf 表 %} {{< video src="b.mp4" >}} <video poster="c.jpg" src=d.mp4>'
        "<a href='e.docx'>表</a> ![图](f.jpg) `{% include g.html %}` {{ page.url }}"
    )
    assert set(named_files(body)) == {"a.pdf", "b.mp4", "c.jpg", "d.mp4", "e.docx", "page.url"}


@pytest.mark.parametrize(
    "piece", ["{%", "{{", "{% asset_img ", "{{ x", "%}{%", "{:", "{% a %}", '="']
)
def test_twice_a_hostile_text_is_twice_the_work(piece: str) -> None:
    def work(count: int) -> float:
        text = piece * count
        return steps(lambda: (with_pictures(text, bool), template_tags(text), named_files(text)))

    assert work(4_000) < 2.3 * work(2_000) + 1000


@pytest.mark.parametrize("piece", [" ", "data-", "src ", "{:", "a='"])
def test_a_long_tag_is_read_at_once(piece: str) -> None:
    """Quadratic, this would take minutes."""
    text = f"{{% img {piece * (200_000 // len(piece))} %}}"
    assert with_pictures(text, bool) == text
    named_files(text)
