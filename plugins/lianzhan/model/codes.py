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
    """Severity and the two texts of a problem code.

    `of_setup`: what it names is no fault of content, but of theme, plugins, packages, disk, memory
    or workers. A build that meets one ends with status 2.
    """

    severity: Severity
    message: str
    help: str
    of_setup: bool = False


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark a text for extraction."""
    return text


def _error(message: str, remedy: str) -> Code:
    return Code(Severity.ERROR, message, remedy)


def _setup(message: str, remedy: str) -> Code:
    return Code(Severity.ERROR, message, remedy, of_setup=True)


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
    "changing-file": _error(
        N_("稿件或它的图片在读取时一直被改动"),
        N_("等文件保存、同步完毕，再生成一次"),
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
    "host-file": _error(
        N_("“{name}”不是主机或验证平台要的普通文件，不会发布"),
        N_(
            "content/public/ 只放 CNAME、.nojekyll、favicon.ico、.well-known/，以及百度、必应、"
            "搜狗、360、神马、头条、谷歌和微信发的验证文件；稿件请放进站点送审，其余请移走"
        ),
    ),
    "host-file-content": _error(
        N_("“{name}”里不是这种文件应有的内容，或超过 {limit} 字节，不会发布"),
        N_("把平台发的文件原样放进来：里面只有域名、验证码或图标，没有稿件、网页或脚本"),
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
    "unsafe-link": _error(
        N_("“{target}”的协议不允许"),
        N_("只用 http、https、mailto、tel 或站内路径"),
    ),
    "bad-address": _error(
        N_("“{target}”不是网址"),
        N_("网址要写全，例如 https://example.org/a：冒号和斜杠用半角，不带用户名；站内的写路径"),
    ),
    # Pictures
    "image-missing": _error(
        N_("找不到图片“{src}”"),
        N_("把图片放在稿件旁边或站点的 images/ 之下，并核对文件名"),
    ),
    "image-elsewhere": _error(
        N_("图片“{src}”放在别处，本稿件不能用"),
        N_(
            "把图片放到稿件旁边、本站的 {images} 之下，或上级站点的 images/ 之下；"
            "别的栏目、别的稿件、别的站点的文件夹里的图片，以及名字以点开头的，都不能用"
        ),
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
    "image-changed": _error(
        N_("图片在生成期间被改动或移走，用到它的站点保留上次的内容"),
        N_("等图片保存、同步完毕，再生成一次"),
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
    "config-missing": _error(
        N_("找不到 {name}"),
        N_(
            "照 {pages}docs/configuration.zh-CN.md 的样子写一份，或把原来的放回去；"
            "别处的一份：{near}（federation.toml 在别的文件夹时，用 --content 指明那个文件夹）"
        ),
    ),
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
    "folder-name": _error(
        N_("文件夹名“{name}”要用作网址，但网址里只能有小写字母、数字和连字符（-），以字母开头"),
        N_('给文件夹改名，例如 {example}；或者不改名，在其中的 site.toml 里写 slug = "{example}"'),
    ),
    "pinned-hidden": _error(
        N_("固定栏目“{column}”不能隐藏"),
        N_("从 hide 中删去 {column}"),
    ),
    "plugin-renamed": _warning(
        N_("PLUGINS 里的 {name} 已改名为 {now}"),
        N_("请在这个设置文件里改成新名字；旧名字只到下一个版本为止还可以用"),
    ),
    "cache-unkeyed": _warning(
        N_("缓存的密钥 {file} 不能使用（{reason}），这次没有用缓存"),
        N_(
            "内容照常发布，只是慢一些。密钥须是本人所有的普通文件，权限 600，不少于 32 个字符；"
            "可以删除它，下次会重新生成，也可以改用环境变量 LIANZHAN_CACHE_KEY"
        ),
    ),
    # Sites
    "empty-slot": _error(
        N_("站点 {site} 的首页头条没有稿件：固定栏目“{column}”是空的"),
        N_("在本站或上级站点的“{column}”发布至少一篇稿件"),
    ),
    "site-unread": _error(
        N_("站点 {site} 的文件夹无法读取，保留上次的内容：{reason}"),
        N_("检查该文件夹及其中文件的访问权限；其他站点不受影响"),
    ),
    "site-failed": _setup(
        N_("站点 {site} 生成失败，保留上次的内容：{reason}"),
        N_("按原因修正后重新生成；其他站点不受影响"),
    ),
    "sites-failed": _setup(
        N_("{count} 个站点（{sites}）生成失败，保留上次的内容：{reason}"),
        N_("原因相同，只须修正一处：主题、插件、设置、磁盘或内存；其他站点不受影响"),
    ),
    "portal-failed": _setup(
        N_("总入口页生成失败，保留上次的内容：{reason}"),
        N_("按原因修正后重新生成；主题里的总入口页是 portal.html"),
    ),
    "setup-failed": _setup(
        N_("无法生成新的内容，只撤下了已撤稿、已删除和已过期的稿件：{reason}"),
        N_("按原因修正主题、设置或磁盘后重新生成"),
    ),
    "still-live": _setup(
        N_("已撤下的稿件仍可在 {address} 看到：{reason}"),
        N_("检查该文件的访问权限和磁盘后重新生成；在此之前请在服务器上停用这个网址"),
    ),
    "strange-output": _warning(
        N_("输出文件夹里的“{name}”不是由本程序生成的，不会部署"),
        N_("确认后从输出文件夹中删除；主机需要的文件请放进 content/public/"),
    ),
    "audit-slot": _setup(
        N_("站点 {site} 的首页 <main> 里，最先出现的不是头条栏目的稿件"),
        N_('检查主题的首页模板：data-slot="pinned" 必须是 <main> 的第一个元素'),
    ),
    "audit-dead-link": _setup(
        N_("站点 {site} 的页面 {page} 有死链“{target}”"),
        N_("检查主题模板或插件；稿件里的死链在此之前已经去掉"),
    ),
    "audit-leak": _setup(
        N_("站点 {site} 的页面 {page} 含有不应公开的内容“{text}”"),
        N_("检查主题模板或插件"),
    ),
}
