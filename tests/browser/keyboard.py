"""A person without a mouse: everything goes through the keys, and the focus is never lost."""

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 80
# What has the focus, or nothing: a page that has lost it has it on its body.
_HELD = "() => document.activeElement !== null && document.activeElement !== document.body"
_DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


class Keyboard:
    """Hands on the keys of one window."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def opens(self, address: str) -> None:
        """Type an address into the browser's own bar, and see the page before pressing a key."""
        self.page.goto(address)
        self.page.evaluate(_DRAWN)

    def presses(self, *keys: str) -> None:
        """Press keys, and look where the focus went."""
        for key in keys:
            self.page.keyboard.press(key)
            self.page.wait_for_function(_HELD)

    def leaves_with(self, key: str) -> None:
        """Press a key that leads to another page, which begins without a focus."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def types(self, words: str) -> None:
        """Type into what has the focus."""
        self.page.keyboard.insert_text(words)

    def types_anew(self, words: str) -> None:
        """Type in place of what stands there."""
        self.presses("Control+a")
        self.types(words)

    def tabs_to(self, target: Locator, key: str = "Tab") -> None:
        """Press Tab until the target has the focus."""
        expect(target).to_be_visible()
        for _press in range(MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{key} does not reach {target}")

    def fills(self, label: str, words: str, within: str = "body") -> None:
        """Go to a field and type."""
        self.tabs_to(self.page.locator(within).get_by_label(label, exact=True))
        self.types_anew(words)

    def button(self, name: str, within: str = "body") -> Locator:
        """The first button of that name."""
        return self.page.locator(within).get_by_role("button", name=name).first
