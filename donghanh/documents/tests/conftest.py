"""The cast of intake: a specialist of the province's staff board, and a scan."""

import io

import pytest
from PIL import Image

from donghanh.accounts.tests.conftest import (  # noqa: F401 - the cast
    administrator,
    board,
    central,
    chief,
    clerk,
    commune,
    keeper,
    neighbour,
    outsider,
    province,
    sister,
)
from donghanh.accounts.tests.factories import acting, make_post, sign_in
from donghanh.documents.reading import sandbox
from donghanh.documents.reading.formats import ocr
from donghanh.documents.reading.sandbox import Pool
from donghanh.documents.tests.factories import PLAN


@pytest.fixture
def specialist(board, keeper):  # noqa: F811
    """Acts for the province through its board."""
    return acting(make_post(board, "chuyen-vien"))


@pytest.fixture
def desk(client, specialist, django_user_model):
    """The client, signed in as the specialist."""
    sign_in(client, django_user_model.objects.get(pk=specialist.user_id))
    return client


@pytest.fixture
def scan():
    """A PDF of one page that is only a picture."""
    target = io.BytesIO()
    Image.new("L", (600, 800), 230).save(target, "PDF")
    return target.getvalue()


@pytest.fixture
def tesseract(tmp_path, monkeypatch):
    """A program in tesseract's place that recognises the plan, whatever it is shown; call it for other words.

    It speaks tesseract's table; our own reading of that table is what is tested.
    """
    rows = tmp_path / "rows.tsv"

    def says(text):
        lines = []
        for number, line in enumerate(text.splitlines()):
            for place, token in enumerate(line.split()):
                box = [100 + 70 * place, 60 + 34 * number, 60, 24]
                lines.append("\t".join(map(str, [5, 1, 1, 1, number + 1, place + 1, *box, 96, token])))
        rows.write_text("head\n" + "\n".join(lines), encoding="utf-8")

    program = tmp_path / "tesseract"
    answer = f"case $1 in --list-langs) echo vie;; *) cat >/dev/null; cat {rows};; esac"
    program.write_text(f"#!/bin/sh\n{answer}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    ocr.languages.cache_clear()
    fresh = Pool(1)
    monkeypatch.setattr(sandbox, "POOL", fresh)
    says(PLAN)
    yield says
    fresh.close()
    ocr.languages.cache_clear()
