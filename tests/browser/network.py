"""A network on which requests take as long as a test wants."""

from playwright.sync_api import Page, Route


def held(page: Page, address: str, times: int | None = None) -> list[Route]:
    """Hold what is sent to an address back, to be let go later; `times` says how much of it."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route) if route.request.method == "POST" else route.continue_()

    page.route(address, hold, times=times)
    return waiting
