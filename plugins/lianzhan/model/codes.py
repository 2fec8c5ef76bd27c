"""Values: every problem code with its severity and texts (what is wrong; how to mend it).

The texts are Chinese message ids for gettext; English stands in locale/en. Placeholders are filled
from a Problem's details. A code reads as "allow X". docs/codes.md explains each, in this order.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error withholds the file it is found in; a warning publishes the safe form."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Code:
    """Severity and the two texts of a problem code."""

    severity: Severity
    message: str
    help: str


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark a text for extraction."""
    return text


def _error(message: str, remedy: str) -> Code:
    return Code(Severity.ERROR, message, remedy)


def _warning(message: str, remedy: str) -> Code:
    return Code(Severity.WARNING, message, remedy)


CODES: dict[str, Code] = {
    # Files
    "unreadable-file": _error(
        N_("文件无法读取：{reason}"),
        N_("检查文件类型与访问权限；稿件必须是普通文件"),
    ),
    "file-too-large": _error(
        N_("文件有 {size} 字节，超过上限 {limit} 字节"),
        N_("拆分稿件，或压缩图片后再提交"),
    ),
    "empty-file": _error(N_("文件是空的"), N_("补上稿头与正文，或删除此文件")),
    "not-utf-8": _error(
        N_("文件不是 UTF-8 编码（第 {offset} 字节处）"),
        N_("用编辑器另存为 UTF-8 编码"),
    ),
    "control-character": _warning(
        N_("含有不可见的控制字符 {character}，发布时已略去"),
        N_("删除该字符；它通常是从其他软件粘贴时带入的"),
    ),
    "outside-content": _error(
        N_("“{name}”是指向 content/ 之外或指向文件夹的链接，不予读取"),
        N_("把文件本身复制到 content/ 之内"),
    ),
    "bad-name": _error(
        N_("文件名“{name}”不能用作网址：{reason}"),
        N_("改用字母、数字、汉字、连字符和下划线，例如 {example}"),
    ),
    "duplicate-name": _error(
        N_("与 {other} 的网址相同"),
        N_("给其中一个文件改名（网址不分大小写）"),
    ),
    "misplaced-file": _warning(
        N_("稿件不在任何栏目的文件夹里，不会发布"),
        N_("移到 articles/<栏目>/ 之下；单页移到 pages/ 之下"),
    ),
    # Front matter
    "front-matter-missing": _error(
        N_("没有稿头"),
        N_("在文件开头写上 --- 包起来的稿头，至少有 title 和 date"),
    ),
    "front-matter-syntax": _error(
        N_("稿头写法有误：{reason}"),
        N_("检查冒号后的空格、引号与缩进；含冒号或井号的文字请加引号"),
    ),
    "missing-key": _error(N_("缺少必填项 {key}"), N_("在稿头加上一行 {key}: …")),
    "unknown-key": _error(N_("不认识的稿头项 {key}"), N_("最接近的是 {nearest}；可用的有 {known}")),
    "duplicate-key": _error(N_("稿头项 {key} 出现了不止一次"), N_("只保留一处")),
    "bad-value": _error(N_("{key} 的值“{value}”不对"), N_("应为{expected}")),
    "title-too-long": _error(
        N_("标题有 {length} 字，超过 {limit} 字"),
        N_("缩短标题"),
    ),
    "repost-source": _error(
        N_("转载稿没有写明来源"),
        N_("加上 source: {{name: …, url: …}}"),
    ),
    # Place and text
    "unknown-column": _error(
        N_("“{column}”不是站点 {site} 的栏目"),
        N_("改用 {columns}，或在 {config} 中添加"),
    ),
    "text-too-long": _error(
        N_("正文有 {length} 字，栏目“{column}”的上限是 {limit} 字"),
        N_("删减正文，或改投其他栏目"),
    ),
    "too-costly": _error(
        N_("正文太复杂，无法处理：{reason}"),
        N_("简化排版：减少嵌套、括号与表格，或拆成几篇"),
    ),
    # Links
    "dead-link": _warning(
        N_("链接“{target}”没有指向任何稿件，发布时只保留文字"),
        N_("改正路径，或删除链接"),
    ),
    "unpublished-link": _warning(
        N_("链接“{target}”指向未发布的稿件，发布时只保留文字"),
        N_("等对方稿件发布，或删除链接"),
    ),
    "unsafe-link": _warning(
        N_("链接“{target}”的协议不允许，发布时只保留文字"),
        N_("只用 http、https、mailto、tel 或站内路径"),
    ),
    # Pictures
    "image-missing": _error(
        N_("找不到图片“{src}”"),
        N_("把图片放在稿件旁边或站点的 images/ 之下，并核对文件名"),
    ),
    "image-remote": _warning(
        N_("图片“{src}”在别的网站上，发布时改为链接"),
        N_("把图片下载到稿件旁边再引用"),
    ),
    "image-alt": _error(
        N_("图片“{src}”没有替代文字"),
        N_("在方括号里写明图中内容：![替代文字]({src})"),
    ),
    "image-unreadable": _error(
        N_("图片“{src}”损坏或格式不支持：{reason}"),
        N_("重新导出为 JPEG、PNG、WebP 或 GIF"),
    ),
    "image-too-large": _error(
        N_("图片“{src}”有 {pixels} 像素，超过上限 {limit} 像素"),
        N_("缩小图片后再提交"),
    ),
    "image-format": _error(
        N_("图片“{src}”是 {format} 格式，栏目“{column}”只收 {formats}"),
        N_("另存为 {formats}"),
    ),
    "image-bytes": _error(
        N_("图片“{src}”有 {size} 字节，栏目“{column}”的上限是 {limit} 字节"),
        N_("降低图片质量或尺寸，使其不超过 {limit} 字节"),
    ),
    "image-ratio": _error(
        N_("图片“{src}”是 {width}×{height}，栏目“{column}”要求 {wanted} 或相同比例"),
        N_("裁成 {wanted} 或相同比例"),
    ),
    # Review
    "review-incomplete": _error(
        N_("状态是 approved，但审签缺少：{steps}"),
        N_("补全审签，或把 status 改回 submitted"),
    ),
    "review-same-person": _error(
        N_("“{by}”签了不止一审"),
        N_("每一审由不同的人签署"),
    ),
    "review-order": _error(
        N_("审签不按顺序：“{step}”的位置或日期不对"),
        N_("按 {steps} 的顺序书写，日期依次不早于前一审"),
    ),
    "review-future": _error(
        N_("审签“{step}”的日期 {date} 还没有到"),
        N_("改为实际审签的日期；还没有审的，删去这一步"),
    ),
    "review-unknown-step": _error(
        N_("不认识的审签步骤“{step}”"),
        N_("只用 {steps}"),
    ),
    # Picks
    "pick-unknown": _warning(
        N_("选用的稿件“{article}”不存在"),
        N_("核对路径；路径从 content/ 之下写起"),
    ),
    "pick-unpublished": _warning(
        N_("选用的稿件“{article}”没有发布"),
        N_("等它发布，或删去这一条"),
    ),
    "pick-not-offered": _warning(
        N_("稿件“{article}”没有向本级推荐"),
        N_("请报送单位在稿头写上 offer: {level}"),
    ),
    "pick-not-below": _warning(
        N_("稿件“{article}”不属于本站的下级站点"),
        N_("只能选用下级站点推荐的稿件"),
    ),
    "pick-unknown-column": _warning(
        N_("本站没有栏目“{column}”，稿件“{article}”无处可放"),
        N_("用 column 指定 {columns} 之一"),
    ),
    # Configuration
    "config-missing": _error(N_("找不到 {name}"), N_("照 docs/ 的说明写一份")),
    "config-syntax": _error(N_("TOML 写法有误：{reason}"), N_("检查引号、括号与等号")),
    "config-missing-key": _error(N_("缺少配置项 {key}"), N_("加上 {key} = …")),
    "config-unknown-key": _error(
        N_("不认识的配置项 {key}"), N_("最接近的是 {nearest}；可用的有 {known}")
    ),
    "config-value": _error(N_("配置项 {key} 的值“{value}”不对"), N_("应为{expected}")),
    "duplicate-slug": _error(
        N_("站点代号“{slug}”已由 {other} 使用"),
        N_("在 site.toml 中用 slug 另取代号"),
    ),
    "pinned-hidden": _error(
        N_("固定栏目“{column}”不能隐藏"),
        N_("从 hide 中删去 {column}"),
    ),
    # Sites
    "empty-slot": _error(
        N_("站点 {site} 的首页头条没有稿件：固定栏目“{column}”是空的"),
        N_("在本站或上级站点的“{column}”发布至少一篇稿件"),
    ),
    "site-failed": _error(
        N_("站点 {site} 生成失败，保留上次的内容：{reason}"),
        N_("按原因修正后重新生成；其他站点不受影响"),
    ),
    "site-taken-down": _error(
        N_("站点 {site} 无法生成，而上次的内容含有已撤下的稿件，整站暂时下线"),
        N_("按其他提示修正该站点后重新生成"),
    ),
    "portal-failed": _error(
        N_("总入口页生成失败，保留上次的内容：{reason}"),
        N_("检查主题的 portal.html"),
    ),
    "audit-slot": _error(
        N_("站点 {site} 的首页 <main> 里，最先出现的不是头条栏目的稿件"),
        N_('检查主题的首页模板：data-slot="pinned" 必须是 <main> 的第一个元素'),
    ),
    "audit-dead-link": _error(
        N_("站点 {site} 的页面 {page} 有死链“{target}”"),
        N_("检查主题模板或插件；稿件里的死链在此之前已经去掉"),
    ),
    "audit-leak": _error(
        N_("站点 {site} 的页面 {page} 含有不应公开的内容“{text}”"),
        N_("检查主题模板或插件"),
    ),
}
