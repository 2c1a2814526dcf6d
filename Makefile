# Every target does its own set-up. README.md tells what they are for.

PYTHON ?= python3
VENV = .venv/bin
BROWSER ?= yes
export PYTHONUNBUFFERED = 1

.PHONY: help demo serve test check format bench soak screenshots lock clean

help:
	@echo "make demo         cài đặt, nạp tỉnh mẫu, chạy trang tại http://localhost:8000/"
	@echo "make test         cài đặt và chạy toàn bộ kiểm thử"
	@echo "make check        định dạng, kiểu, tầng, mẫu trang, di trú"
	@echo "make bench        đo tốc độ, in tỷ số"
	@echo "make soak         kiểm thử kéo dài với số lượng đầy đủ"
	@echo "make screenshots  chụp lại ảnh trong README"
	@echo "make lock         khóa lại phiên bản các gói"

demo:
	@$(PYTHON) tools/bootstrap.py run
	@exec $(VENV)/donghanh demo

serve:
	@$(PYTHON) tools/bootstrap.py run
	@exec $(VENV)/donghanh serve

.PHONY: test-setup
test-setup:
	@$(PYTHON) tools/bootstrap.py test
	@$(VENV)/donghanh frontend
	@if [ "$(BROWSER)" != no ]; then $(VENV)/python tools/browser.py; fi

test: test-setup
	$(VENV)/pytest -n auto --dist loadfile $(if $(filter no,$(BROWSER)),-m "not browser")

check:
	@$(PYTHON) tools/bootstrap.py test
	$(VENV)/ruff format --check .
	$(VENV)/ruff check .
	$(VENV)/lint-imports
	$(VENV)/mypy
	find donghanh -name '*.html' -print0 | xargs -0 $(VENV)/djade --check --target-version 5.2
	$(VENV)/djlint --lint --quiet donghanh
	$(VENV)/donghanh manage makemigrations --check --dry-run

format:
	@$(PYTHON) tools/bootstrap.py test
	$(VENV)/ruff format .
	$(VENV)/ruff check --fix .

bench:
	@$(PYTHON) tools/bootstrap.py bench
	$(VENV)/python -m bench

soak: test-setup
	DONGHANH_SOAK=1 $(VENV)/pytest -m "not browser" -o addopts="-p donghanh.config.tests.plugin --strict-markers -p no:cacheprovider -s"

screenshots: test-setup
	$(VENV)/python -m tests.screenshots

lock:
	@$(PYTHON) tools/bootstrap.py test
	$(VENV)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements/run.lock
	$(VENV)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra test pyproject.toml -o requirements/test.lock
	$(VENV)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --extra bench pyproject.toml -o requirements/bench.lock

clean:
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .import_linter_cache
