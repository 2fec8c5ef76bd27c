"""The folder of the tests tells the same story as that of the sources."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT

SOURCES = ROOT / "plugins" / "lianzhan"
TESTS = ROOT / "tests"
ELSEWHERE = {
    "__main__.py": "commands/test_command_line.py",
    "desk/importing/head_lines.py": "desk/importing/test_heads.py",
    "desk/importing/head_values.py": "desk/importing/test_heads.py",
    "desk/changes/author.py": "test_refused_changes.py",
    "desk/changes/judging.py": "test_refused_changes.py",
    "desk/changes/revision.py": "test_refused_changes.py",
    "desk/changes/chains.py": "desk/changes/test_steps.py",
    "desk/ownership/accounts.py": "desk/ownership/test_formats.py",
    "desk/ownership/github.py": "desk/ownership/test_formats.py",
    "desk/ownership/gitlab.py": "desk/ownership/test_formats.py",
    "desk/ownership/gitea.py": "desk/ownership/test_formats.py",
    "desk/ownership/rules.py": "desk/ownership/test_formats.py",
    "commands/changes.py": "test_refused_changes.py",
    "commands/export_document.py": "commands/tasks/test_export.py",
    "commands/export_selection.py": "commands/tasks/test_export.py",
    "commands/figure_values.py": "commands/tasks/test_figures.py",
    "kinds/account/values.py": "kinds/account/test_reading.py",
    "kinds/honour/facts.py": "kinds/honour/test_reading.py",
    "kinds/honour/values.py": "kinds/honour/test_reading.py",
    "model/awards.py": "reading/test_awards.py",
    "commands/repository.py": "commands/tasks/test_owners.py",
    "planning/outline.py": "planning/test_plan.py",
    "planning/planned.py": "planning/test_plan.py",
    "planning/facts_texts.py": "planning/test_plan.py",
    "planning/planner.py": "planning/test_plan.py",
    "runtime/lifeline.py": "runtime/test_fork_server.py",
    "planning/site_facts.py": "planning/test_plan.py",
    "desk/approval/heads.py": "desk/approval/test_approval.py",
    "building/review_page.py": "commands/preview/test_review.py",
    "commands/preview/review_html.py": "commands/preview/test_review.py",
    "commands/review_printing.py": "commands/tasks/test_approve.py",
    "commands/review_values.py": "commands/tasks/test_queue.py",
    "commands/verifying.py": "commands/tasks/test_explain.py",
    "kinds/campaign/limit_keys.py": "kinds/campaign/test_keys.py",
    "kinds/campaign/lookup.py": "kinds/campaign/test_placing.py",
    "kinds/campaign/pages.py": "test_campaigns.py",
    "kinds/campaign/parts.py": "kinds/campaign/test_keys.py",
    "kinds/campaign/phase_keys.py": "kinds/campaign/test_keys.py",
    "kinds/campaign/reading.py": "kinds/campaign/test_keys.py",
    "kinds/campaign/rules.py": "test_codes.py",
    "kinds/campaign/structured.py": "test_campaigns.py",
    "kinds/campaign/values.py": "kinds/campaign/test_keys.py",
    "kinds/campaign/view.py": "test_campaigns.py",
    "kinds/drawn.py": "test_topics.py",
    "kinds/key_types.py": "kinds/topic/test_keys.py",
    "kinds/topic/drawing.py": "kinds/topic/test_placing.py",
    "kinds/topic/pages.py": "test_topics.py",
    "kinds/topic/reading.py": "kinds/topic/test_keys.py",
    "kinds/topic/rules.py": "test_codes.py",
    "kinds/topic/structured.py": "test_topics.py",
    "kinds/topic/values.py": "kinds/topic/test_keys.py",
    "kinds/topic/view.py": "test_topics.py",
    "planning/linked.py": "planning/test_plan.py",
    "kinds/event/values.py": "kinds/event/test_keys.py",
    "kinds/event/words.py": "kinds/event/test_view.py",
    "kinds/views.py": "planning/test_plan.py",
    "kinds/notice/pages.py": "test_notices.py",
    "kinds/notice/placing.py": "test_notices.py",
    "kinds/notice/reading.py": "test_notices.py",
    "kinds/notice/values.py": "test_notices.py",
    "kinds/rules/notices.py": "test_notices.py",
    "kinds/service/rules/table.py": "kinds/rules/test_table.py",
    "gate/notice_contest.py": "test_notices.py",
    "desk/approval/chain_edits.py": "desk/approval/test_editing.py",
    "kinds/review/terms.py": "kinds/review/test_standing.py",
    "runtime/git.py": "output/deploy/test_gh_pages.py",
    "model/catalog.py": "kinds/article/test_values.py",
    "kinds/page/footers.py": "kinds/page/test_placing.py",
    "model/portal_files.py": "rendering/test_portal.py",
    "model/profile.py": "reading/test_profile.py",
    "model/live_sites.py": "output/test_manifest.py",
    "reading/image_profiles.py": "reading/test_federation.py",
    "reading/stated_facts.py": "reading/test_profile.py",
    "model/contact.py": "reading/test_hours.py",
    "kinds/proofs/passage.py": "kinds/proofs/test_proofreading.py",
    "kinds/proofs/policy.py": "kinds/proofs/test_proofreading.py",
    "kinds/proofs/unit_names.py": "kinds/proofs/test_units.py",
    "kinds/proofs/table.py": "kinds/proofs/test_proofreading.py",
    "kinds/article/rules/table.py": "kinds/rules/test_table.py",
    "reading/columns.py": "reading/test_federation.py",
    "reading/site_toml.py": "reading/test_federation.py",
    "reading/read_job.py": "gate/test_site_reading.py",
    "rendering/theme/components.py": "rendering/test_components.py",
    "rendering/theme/faults.py": "rendering/theme/test_sheets.py",
    "rendering/html/shared_parts.py": "rendering/pelican/test_site.py",
    "rendering/pelican/types.py": "rendering/pelican/test_site.py",
    "commands/take_down_command.py": "commands/test_usage.py",
    "texts/errors.py": "commands/test_ending.py",
    "kinds/site_content.py": "gate/test_site_reading.py",
    "model/body.py": "kinds/article/test_values.py",
    "model/review.py": "reading/test_review_steps.py",
    "model/feeds.py": "rendering/feeds/test_items.py",
    "reading/body/costs.py": "reading/body/test_body.py",
    "reading/body/html_names.py": "reading/body/test_inline_marks.py",
    "reading/body/references.py": "reading/body/test_body.py",
    "reading/body/signs.py": "reading/body/test_as_meant.py",
    "reading/body/words.py": "reading/body/test_body.py",
    "reading/head_faults.py": "reading/test_head_slips.py",
    "rendering/html/article_data.py": "test_documents.py",
    "rendering/html/documents.py": "test_documents.py",
    "reading/head_notices.py": "test_editors_heads.py",
    "reading/head_values.py": "test_editors_heads.py",
    "reading/fields.py": "kinds/article/test_keys.py",
    "reading/links.py": "kinds/rules/test_links.py",
    "reading/written.py": "reading/test_documents.py",
    "planning/attached.py": "test_attachments.py",
    "reading/attachments/findings.py": "reading/attachments/test_office.py",
    "reading/attachments/linked.py": "test_attachments.py",
    "reading/attachments/parts.py": "reading/attachments/test_office.py",
    "reading/attachments/programs.py": "reading/attachments/test_examine.py",
    "rendering/feeds/atom.py": "rendering/feeds/test_items.py",
    "rendering/feeds/feedgen_frames.py": "rendering/feeds/test_items.py",
    "rendering/feeds/formats.py": "rendering/feeds/test_items.py",
    "rendering/feeds/json_feed.py": "rendering/feeds/test_items.py",
    "rendering/feeds/rss.py": "rendering/feeds/test_items.py",
    "rendering/feeds/xml_text.py": "rendering/feeds/test_items.py",
    "rendering/feeds/opml.py": "rendering/test_portal.py",
    "rendering/pelican/feeds.py": "rendering/feeds/test_items.py",
}
"""Modules that a test of a whole package covers: they do nothing without it, or hold types alone."""
MODULES = sorted(
    file.relative_to(SOURCES).as_posix()
    for file in SOURCES.rglob("*.py")
    if file.name != "__init__.py"
)


def mirror(module: str) -> str:
    path = Path(module)
    return (path.parent / f"test_{path.stem.strip('_')}.py").as_posix()


@pytest.mark.parametrize("module", MODULES)
def test_every_module_has_its_tests_at_the_same_path(module: str) -> None:
    assert (TESTS / ELSEWHERE.get(module, mirror(module))).is_file()


def test_what_is_tested_elsewhere_could_not_be_at_its_path() -> None:
    assert set(ELSEWHERE) <= set(MODULES)
    assert [module for module in ELSEWHERE if (TESTS / mirror(module)).exists()] == []


def test_a_folder_of_tests_mirrors_a_package() -> None:
    packages = {Path(module).parent.as_posix() for module in MODULES}
    folders = {file.parent.relative_to(TESTS).as_posix() for file in TESTS.rglob("test_*.py")}
    assert folders - packages <= {"benchmarks", "fuzz", "pages", "showing"}
