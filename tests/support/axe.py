"""Pages seen by a real browser: axe-core's verdict, screenshots, and overflow at a given width.

Playwright drives the Chromium that the machine has; no browser is downloaded. Playwright lives in a thread of its own,
because its event loop would otherwise make `asyncio.run` fail in every other test while a Browser is open.

Nothing that a page asks for over the network is loaded.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from .tools import ToolMissing, find_package_folder, find_program

if TYPE_CHECKING:
    import playwright.sync_api as driver

_T = TypeVar("_T")

_INSTALL_PACKAGES = "pip install playwright axe-playwright-python (no `playwright install` needed)"
_INSTALL_CHROMIUM = "apt-get install chromium"
_FLAGS = (
    "--no-sandbox",  # CI runs as root, where Chromium's sandbox cannot
    "--disable-gpu",
    "--mute-audio",  # a machine without a sound device plays all the same
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
)


@dataclass(frozen=True)
class AxeNode:
    """One element that breaks a rule."""

    target: str
    html: str
    reason: str


@dataclass(frozen=True)
class AxeViolation:
    """One rule of axe-core that a page breaks, with the elements that break it."""

    id: str
    impact: str
    """minor, moderate, serious or critical"""
    help: str
    help_url: str
    nodes: tuple[AxeNode, ...]

    def __str__(self) -> str:
        places = "".join(f"\n  {node.target}  {node.html}\n    {node.reason}" for node in self.nodes)
        return f"{self.id} ({self.impact}): {self.help}{places}"


class Browser:
    """A headless Chromium, to be used in a `with` statement; one serves any number of pages.

    A page's own content security policy stays in force, so that a page is seen as its readers will see it: axe-core is
    evaluated through the browser's debugger, which no policy forbids.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="browser")

    def __enter__(self) -> Self:
        try:
            self._on_thread(self._start)
        except BaseException:
            self._thread.shutdown()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._on_thread(self._stop)
        self._thread.shutdown()

    def violations(self, path: Path, *, width: int = 1280, height: int = 900, dark: bool = False) -> list[AxeViolation]:
        """Return the rules of axe-core that an HTML or XHTML file breaks: all rules that are on by default.

        There is no `forced_colors` here, because axe-core would go on judging the colours of the author.
        """

        def judge() -> list[AxeViolation]:
            with self._page(path, width, height, dark) as page:
                return violations_of(page)

        return self._on_thread(judge)

    def screenshot(
        self,
        path: Path,
        target: Path,
        *,
        width: int,
        height: int,
        dark: bool = False,
        forced_colors: bool = False,
        full_page: bool = True,
    ) -> None:
        """Write a PNG picture of a page, as tall as its content unless `full_page` is off."""

        def take() -> None:
            with self._page(path, width, height, dark, forced_colors) as page:
                page.screenshot(path=target, full_page=full_page, animations="disabled", type="png")

        self._on_thread(take)

    def horizontal_overflow(self, path: Path, width: int, *, height: int = 900) -> int:
        """Return by how many CSS pixels a page is wider than a viewport of this width; 0 if it fits.

        Content that `overflow: hidden` cuts off, or that scrolls within a box of its own, does not count.
        """

        def measure() -> int:
            with self._page(path, width, height) as page:
                return int(page.evaluate("Math.max(0, document.documentElement.scrollWidth - window.innerWidth)"))

        return self._on_thread(measure)

    def drive(
        self,
        path: Path | str,
        work: Callable[[driver.Page], _T],
        *,
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        forced_colors: bool = False,
        reduced_motion: bool = True,
        scripts: bool = True,
    ) -> _T:
        """Open a page, do something with it as a reader would, and return what came of that.

        Args:
            path: of a file, or the address of a server on this machine.
            work: gets Playwright's page, and uses it on the browser's thread.
            scripts: whether the page's own scripts run; those of the test always do.
        """

        def open_and_work() -> _T:
            with self._page(path, width, height, dark, forced_colors, reduced_motion, scripts) as page:
                return work(page)

        return self._on_thread(open_and_work)

    def _on_thread(self, work: Callable[[], _T]) -> _T:
        return self._thread.submit(work).result()

    def _start(self) -> None:
        try:
            from playwright.sync_api import sync_playwright
        except ImportError as error:
            raise ToolMissing("the Python package playwright", _INSTALL_PACKAGES) from error
        chromium = find_program("chromium", "/usr/bin/chromium", remedy=_INSTALL_CHROMIUM)
        self._playwright = sync_playwright().start()
        try:
            self._chromium = self._playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        except BaseException:
            self._playwright.stop()
            raise

    def _stop(self) -> None:
        self._chromium.close()
        self._playwright.stop()

    @contextmanager
    def _page(
        self,
        path: Path | str,
        width: int,
        height: int,
        dark: bool = False,
        forced_colors: bool = False,
        reduced_motion: bool = True,
        scripts: bool = True,
    ) -> Iterator[driver.Page]:
        """Open a file in a fresh window that remembers nothing and reaches no network."""
        context = self._chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            forced_colors="active" if forced_colors else "none",
            reduced_motion="reduce" if reduced_motion else "no-preference",
            java_script_enabled=scripts,
            locale="en-GB",
            timezone_id="UTC",
            offline=isinstance(path, Path),
        )
        try:
            page = context.new_page()
            page.goto(path.resolve(strict=True).as_uri() if isinstance(path, Path) else path)
            page.evaluate("document.fonts.ready.then(() => null)")
            yield page
        finally:
            context.close()


def violations_of(page: driver.Page) -> list[AxeViolation]:
    """Return the rules of axe-core that a page breaks in the state that it is in."""
    page.evaluate(_axe_source())
    results = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [_violation(found) for found in results["violations"]]


def _violation(found: dict[str, Any]) -> AxeViolation:
    return AxeViolation(
        id=found["id"],
        impact=found["impact"] or "",
        help=found["help"],
        help_url=found["helpUrl"],
        nodes=tuple(
            AxeNode(
                target=" ".join(str(selector) for selector in node["target"]),
                html=node["html"],
                reason=" ".join((node.get("failureSummary") or "").split()),
            )
            for node in found["nodes"]
        ),
    )


@functools.cache
def _axe_source() -> str:
    folder = find_package_folder("axe_playwright_python", _INSTALL_PACKAGES)
    return (folder / "axe.min.js").read_text(encoding="utf-8")
