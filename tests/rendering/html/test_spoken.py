"""Sites are found by their names in pinyin, as their places are read, and by initials."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from lianzhan.rendering.html.spoken import spoken

if TYPE_CHECKING:
    from pathlib import Path

TRAPS = """
    长沙 changsha 株洲 zhuzhou 耒阳 leiyang 汨罗 miluo 攸县 youxian 郴州 chenzhou 宜章
    yizhang 澧县 lixian 溆浦 xupu 芷江 zhijiang 麻阳 mayang 重庆 chongqing 六安 luan 亳州
    bozhou 台州 taizhou 蚌埠 bengbu 丽水 lishui 铅山 yanshan 乐清 yueqing 乐陵 laoling 大埔
    dabu 番禺 panyu 东莞 dongguan 莘县 shenxian 单县 shanxian 曲阜 qufu 厦门 xiamen 朝阳
    chaoyang 会理 huili 会稽 kuaiji 浚县 xunxian 尉氏 weishi 尉犁 yuli 闽侯 minhou 长子
    zhangzi 解州 xiezhou 洪洞 hongtong 隰县 xixian 涪陵 fuling 綦江 qijiang 郫都 pidu 犍为
    qianwei 珙县 gongxian 荥经 yingjing 荥阳 xingyang 盱眙 xuyi 邗江 hanjiang 邳州 pizhou
    睢宁 suining 濉溪 suixi 歙县 shexian 黟县 yixian 枞阳 zongyang 颍上 yingshang 阜阳 fuyang
    涡阳 guoyang 嵊州 shengzhou 鄞州 yinzhou 莆田 putian 柘荣 zherong 筠连 junlian 巴中
    bazhong 阆中 langzhong 都江堰 dujiangyan 珲春 hunchun 桦甸 huadian 洮南 taonan 岫岩
    xiuyan 瓦房店 wafangdian 乐山 leshan 乐亭 laoting 蔚县 yuxian 井陉 jingxing 蠡县 lixian
    行唐 xingtang 藁城 gaocheng 鄱阳 poyang 婺源 wuyuan 弋阳 yiyang 余干 yugan 浏阳 liuyang
    醴陵 liling 渌口 lukou 芦淞 lusong 新晃 xinhuang 沅陵 yuanling 辰溪 chenxi 泸溪 luxi 石首
    shishou 监利 jianli 猇亭 xiaoting 秭归 zigui 黄陂 huangpi 郧阳 yunyang 房县 fangxian 瀍河
    chanhe 渑池 mianchi 偃师 yanshi 漯河 luohe 泌阳 biyang 武陟 wuzhi 长垣 changyuan 长兴
    changxing 长丰 changfeng 百色 baise 牟平 muping 中牟 zhongmu 东阿 donge 兖州 yanzhou 莒县
    juxian 即墨 jimo 临朐 linqu 茌平 chiping 鄄城 juancheng 吴堡 wubu 柏乡 baixiang 大城
    daicheng 任丘 renqiu 若羌 ruoqiang 喀什 kashi 哈密 hami 伽师 jiashi 和静 hejing 叶县
    yexian 宁蒗 ninglang 漾濞 yangbi 勐海 menghai 景谷 jinggu 瓮安 wengan 都匀 duyun 岑巩
    cengong 德令哈 delingha 海晏 haiyan 称多 chenduo 西藏 xizang 拉萨 lasa 察隅 chayu 盖州
    gaizhou 长白 changbai 吐鲁番 tulufan 巨野 juye 阿坝 aba 什邡 shifang 宕昌 tanchang 镇原
    zhenyuan 曾都 zengdu 万载 wanzai 宿州 suzhou 句容 jurong 繁峙 fanshi 柞水 zhashui 六合
    luhe 宜都 yidu 长治 changzhi 昌都 changdu 三都 sandu 库尔勒 kuerle 阿勒泰 aletai 盐都 yandu
"""
"""Places of the country whose readings are well known for being mistaken."""
READ = [*zip(TRAPS.split()[::2], TRAPS.split()[1::2], strict=True)]


@pytest.mark.parametrize(("name", "pinyin"), READ, ids=[name for name, _ in READ])
def test_a_place_is_found_as_it_is_read_there(name: str, pinyin: str) -> None:
    assert pinyin in spoken(name).split()
    assert spoken(f"{name}妇联") == spoken(name)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("安化县妇联", "anhua ah"),
        ("湖南省妇联", "hunan hn"),
        ("南县妇联", "nanxian nx"),
        ("津市市妇联", "jinshi js"),
        ("江华瑶族自治县妇联", "jianghua jh"),
        ("靖州苗族侗族自治县妇联", "jingzhou jz"),
        ("湘西土家族苗族自治州妇女联合会", "xiangxi xx"),
        ("湖南省直机关妇工委", "hunanshengzhijiguan hnszjg"),
        ("朝阳区妇联", "chaoyang cy"),
        ("六安市妇联", "liuan luan la"),
        ("安化县妇儿工委", "anhua ah"),
        ("大兴安岭地区妇联", "daxinganling dxal"),
        ("神农架林区妇联", "shennongjia snj"),
        ("堡子镇妇联", "baozizhen buzizhen bzz"),
        ("小堡子镇妇联", "xiaobaozizhen xbzz"),
        ("长沙AI小镇妇联", "changshaaixiaozhen csaixz"),
        ("Women of Hunan", "women of hunan"),
        ("妇联", "fulian fl"),
        ("𠀀县妇联", ""),
    ],
)
def test_a_site_is_found_by_what_it_is_called_and_its_initials(name: str, words: str) -> None:
    assert spoken(name) == words


def test_every_name_of_the_example_is_said(example_content: Path) -> None:
    files = sorted(example_content.rglob("site.toml"))
    said = [spoken(tomllib.loads(file.read_text("utf-8"))["name"]) for file in files]
    assert len(said) == 138
    assert all(words.isascii() and words.count(" ") >= 1 for words in said)
