"""What happens to articles alone, and to the files that they bring."""

from __future__ import annotations

from made_files import CHANGED, docx, pdf

from changing.scene import COLUMNS, Scene


class ArticleOps(Scene):
    """Changes of articles."""

    def new_article(self) -> None:
        site, column = self.pick(self.sites), self.pick(COLUMNS)
        name = self.pick(("a", "b", "c"))
        target = self.path(self.pick(self.texts))
        path = self.path(site / "articles" / column / f"{name}.md")
        self.house.article(path, f"## 节\n\n[见](/{target}#节)，[无](none.md)。")

    def redate(self) -> None:
        self.edit(self.pick(self.articles), "2026-03-08", self.pick(("2026-03-09", "2026-11-03")))

    def attach(self) -> None:
        file = self.pick(self.articles)
        form = file.with_name(self.pick(("form.docx", "表.docx", "none.docx")))
        if form.stem != "none":
            form.write_bytes(docx())
        self.add(file, f"\n[表]({form.name})[^1]\n\n[^1]: 注\n")

    def change_attachment(self) -> None:
        if files := sorted(self.house.content.rglob("*.docx")):
            self.pick(files).write_bytes(self.pick((docx(), docx(CHANGED), b"PK", pdf())))

    def delete_attachment(self) -> None:
        if files := sorted(self.house.content.rglob("*.docx")):
            self.pick(files).unlink()

    def forward(self) -> None:
        target = self.path(self.pick(self.texts))
        said = self.pick((f"/{target}", f"{{to: /{target}, title: 通知}}", "form.docx"))
        self.add_to_head(self.pick(self.articles), f"forwards: {said}")

    def number(self) -> None:
        number = self.pick(("湘妇字〔2026〕1号", "{number: 甲, issued: 2026-03-01}"))
        self.add_to_head(self.pick(self.articles), f"document: {number}")

    def call_for(self) -> None:
        days = self.pick(
            ("until: 2026-11-01", "from: 2026-11-02", "from: 2026-11-03, until: 2026-11-02")
        )
        call = f"call: {{to: 'https://example.com/form', {days}}}"
        self.add_to_head(self.pick(self.articles), call)

    def make_work(self) -> None:
        target = self.path(self.pick(self.texts))
        consent = self.pick(("{by: 本人, at: 2026-03-01}", "{by: 本人, at: 2026-03-09}", "撤回"))
        work = f"{{author: 甲, age: 成人, form: 绘画, answers: /{target}}}"
        self.add_to_head(self.pick(self.articles), f"work: {work}\nconsent: {consent}")

    def take_consent_back(self) -> None:
        given, gone = "本人, at: 2026-03-01}", "本人, at: 2026-03-01, withdrawn: 2026-05-01}"
        self.edit(self.pick(self.articles), *self.pick(((given, gone), (gone, given))))
