"""Promises about the whole code, kept by reading it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import CASCADE
from django.forms import BaseForm
from django.template.loader import get_template

from donghanh.core.permissions import Permission

PACKAGE = Path(__file__).resolve().parent.parent / "donghanh"
OURS = [config for config in apps.get_app_configs() if config.name.startswith("donghanh.")]
LONGEST_FILE, LONGEST_FUNCTION = 600, 60
# Read only together with the unit that they place, which is filtered.
PARTS_OF_A_UNIT = {"organisations.Placement"}
# Steps that deeds share are no deeds: each runs inside one that is atomic, recorded and done by somebody.
STEPS = {"rows.py"}
KEPT_AS_ROWS = {"edit"}  # each change of a draft is a row of its own (documents.Edit), not a line of the book
READS = ("preview_", "export_")  # ask, and write nothing but the line about themselves


def sources(*patterns: str) -> list[Path]:
    """Our source files by pattern, without tests and migrations."""
    found = [path for pattern in patterns for path in PACKAGE.glob(pattern)]
    return sorted(path for path in found if not {"tests", "migrations"} & set(path.parts))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def actions() -> Iterator[tuple[Path, ast.FunctionDef]]:
    """Every public function of the modules named actions."""
    for path in sources("*/actions.py", "*/actions/*.py"):
        for node in tree(path).body if path.name not in STEPS else []:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield path, node


def test_doors_begin_every_read_with_visible_to_or_published():
    """`.objects` in a view or an API is never asked anything before the filter of rights."""
    wrong = []
    for path in sources("*/views.py", "*/views/*.py", "*/api.py", "*/api/*.py"):
        allowed = set()
        module = tree(path)
        for node in ast.walk(module):
            if isinstance(node, ast.Attribute) and node.attr in {"visible_to", "published"}:
                allowed.add(id(node.value))
        wrong += [
            f"{path.relative_to(PACKAGE)}:{node.lineno}"
            for node in ast.walk(module)
            if isinstance(node, ast.Attribute) and node.attr == "objects" and id(node) not in allowed
        ]
    assert wrong == []


def test_every_action_is_done_by_somebody_and_says_what_it_does():
    wrong = [
        f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name}"
        for path, node in actions()
        if "audit" not in path.parts  # it is what records; it does nothing for anybody
        and ("by" not in {argument.arg for argument in node.args.kwonlyargs} or not ast.get_docstring(node))
    ]
    assert wrong == []


def test_every_action_that_writes_is_atomic_and_recorded():
    """The audit app itself is what records; a notice is its own record."""
    wrong = []
    for path, node in actions():
        if "audit" in path.parts or node.name.startswith(READS):
            continue
        text = ast.unparse(node)
        decorated = any(re.search("atomic|deed", ast.unparse(decorator)) for decorator in node.decorator_list)
        elsewhere = "notifications" in path.parts or node.name in KEPT_AS_ROWS
        recorded = elsewhere or re.search(r"\brecord\w*\(", text)
        if not (decorated or re.search(r"transaction\.atomic|\.signed_by", text)) or not recorded:
            wrong.append(f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name}")
    assert wrong == []


def test_models_that_belong_to_a_unit_can_be_filtered_by_reach():
    wrong = []
    for config in OURS:
        for model in config.get_models():
            if model._meta.label in PARTS_OF_A_UNIT or is_event(model):
                continue
            if owned(model) and not hasattr(model.objects.none(), "visible_to"):
                wrong.append(model._meta.label)
    assert wrong == []


def owned(model: type) -> bool:
    """Whether a row belongs to a unit without being a part of it: parts go with their unit."""
    return any(
        field.name in {"organisation", "unit", "issuer"} and field.remote_field.on_delete is not CASCADE
        for field in model._meta.fields
        if field.remote_field
    )


def is_event(model: type) -> bool:
    """Whether a model is the history of another, which pghistory made."""
    return hasattr(model, "pgh_tracked_model")


def test_fields_of_a_form_are_parameters_of_the_action_that_it_feeds():
    """A form names its action in `action`; each field that it validates can be handed over by name."""
    wrong = []
    for form in all_forms(BaseForm):
        action = getattr(form, "action", None)
        if action is None or not form.__module__.startswith("donghanh."):
            continue
        code = action.__wrapped__.__code__ if hasattr(action, "__wrapped__") else action.__code__
        names = set(code.co_varnames[: code.co_argcount + code.co_kwonlyargcount])
        wrong += [f"{form.__qualname__}.{name}" for name in form.base_fields if name not in names]
    assert wrong == []


def all_forms(base: type) -> Iterator[type]:
    for child in base.__subclasses__():
        yield child
        yield from all_forms(child)


def test_every_right_named_in_a_template_exists():
    wrong = []
    for path in PACKAGE.glob("*/templates/**/*.html"):
        for found in re.finditer(
            r'"([a-z_]+\.[a-z_]+)" in request\.actor\.permissions', path.read_text("utf-8")
        ):
            if found[1] not in {str(permission) for permission in Permission}:
                wrong.append(f"{path.relative_to(PACKAGE)}: {found[1]}")
    assert wrong == []


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("*/templates/**/*.html")), ids=lambda path: path.name)
def test_every_template_compiles_without_inline_script_or_style(path: Path):
    text = path.read_text("utf-8")
    get_template(str(path).split("/templates/", 1)[1])
    assert not re.search(r"\sstyle=\"|\son[a-z]+=\"|javascript:", text)
    assert not re.search(r"<style(?![^>]*nonce)|<script(?![^>]*(?:src|nonce|application/json))", text)


def test_every_vietnamese_name_of_a_model_is_in_the_glossary():
    glossary = (PACKAGE.parent / "docs" / "glossary.md").read_text(encoding="utf-8").casefold()
    missing = [
        f"{model._meta.label}: {model._meta.verbose_name}"
        for config in OURS
        for model in config.get_models()
        if not is_event(model) and str(model._meta.verbose_name).casefold() not in glossary
    ]
    assert missing == []


def test_files_and_functions_stay_short():
    """The hard stops of the house; a knot is cut while it is small."""
    wrong = []
    for path in sources("**/*.py"):
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > LONGEST_FILE:
            wrong.append(f"{path.relative_to(PACKAGE)}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                size = (node.end_lineno or node.lineno) - node.lineno + 1
                if size > LONGEST_FUNCTION:
                    wrong.append(f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name}: {size} lines")
    assert wrong == []
