"""Makes the README's pictures from a running demonstration: `python -m tests.screenshots [ADDRESS]`."""

from pathlib import Path

import click
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
SIZES = {1280: 860, 390: 844}
WALK = ("document", "programme", "task", "desk", "board")


@click.command()
@click.argument("address", default="http://127.0.0.1:8000")
def main(address: str) -> None:
    """Take each picture at a desktop's and a phone's width."""
    program = chromium.find()
    if not program:
        raise click.ClickException(chromium.MISSING)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=chromium.ARGS)
        for width, height in SIZES.items():
            take_all(browser, address, width=width, height=height)
        browser.close()


def take_all(browser: Browser, address: str, *, width: int, height: int) -> None:
    """The front page, a reading with a task lit, the walk's five steps, and a paper in review."""
    page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
    page.goto(address)
    take(page, f"front-{width}")
    page.goto(f"{address}/doc-thu/?mau=ke-hoach")
    page.locator(".reader").evaluate("reader => window.scrollTo(0, reader.offsetTop)")
    take(page, f"reading-{width}")
    page.locator(".group-task .value-text").nth(2).click()
    take(page, f"reading-task-{width}")
    for number, name in enumerate(WALK, start=1):
        page.goto(address)
        page.get_by_role("button", name=f"Xem bước {number}").click()
        take(page, f"{name}-{width}")
    page.goto(f"{address}/van-ban/tiep-nhan/")
    page.locator("a[href^='/van-ban/tiep-nhan/']").filter(has_text="412-KH").first.click()
    take(page, f"review-{width}")
    page.close()


def take(page: Page, name: str) -> None:
    """One picture of what the window shows."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png")
    click.echo(f"docs/screenshots/{name}.png")


if __name__ == "__main__":
    main()
