"""What every page owes every visitor: nothing that axe finds, nothing wider than the screen."""

from collections.abc import Mapping

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def check_pages(page: Page, site: str, addresses: Mapping[str, str]) -> None:
    """Open each address in turn; a fault names the page by its key."""
    for name, address in addresses.items():
        page.goto(site + address)

        found = Axe().run(page)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], name
