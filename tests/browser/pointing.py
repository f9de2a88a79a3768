"""Where words stand on the screen, and the mouse dragged over them as a hand would."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

# The first and the last character (as people count them) of words that stand once in the text,
# brought into sight, and whether they are written from right to left.
_ENDS = """async (words) => {
  await document.fonts.ready;  // lines break elsewhere in another face
  const nodes = [];
  let all = "";
  for (const block of document.querySelectorAll("#text .words")) {
    if (nodes.length) all += "\\n\\n";
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      nodes.push([all.length, node]);
      all += node.data;
    }
  }
  const from = all.indexOf(words);
  if (from < 0 || all.includes(words, from + 1)) throw new Error("not once in the text: " + words);
  const letters = [...new Intl.Segmenter().segment(words)].map((part) => part.segment);
  const box = (offset, length) => {
    const [start, node] = nodes.findLast(([start]) => start <= offset);
    const range = document.createRange();
    range.setStart(node, offset - start);
    range.setEnd(node, Math.min(offset - start + length, node.length));
    // Not the words alone: at the window's edge a drag would go on scrolling.
    const around = node.parentElement.closest(".sentence") ?? node.parentElement;
    around.scrollIntoView({ block: "nearest" });
    return () => {
      const { left, right, top, bottom } = range.getBoundingClientRect();
      const rtl = /[\\u0590-\\u08FF]/.test(range.toString());
      return { left, right, middle: (top + bottom) / 2, rtl };
    };
  };
  const last = letters.at(-1).length;
  const boxes = [box(from + words.length - last, last), box(from, letters[0].length)];
  // Blocks that come into sight get their true height with the next frame, and push others.
  let [end, start] = [];
  for (let before; !start || before !== JSON.stringify([end, start]);) {
    before = start && JSON.stringify([end, start]);
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    [end, start] = boxes.map((measure) => measure());
  }
  return { start, end };
}"""


@dataclass(frozen=True)
class Point:
    """A place in the window, in CSS pixels."""

    x: float
    y: float


def ends_of(page: Page, words: str) -> tuple[Point, Point]:
    """Just inside the first character of some words, and just inside the last."""
    boxes = page.evaluate(_ENDS, words)
    start, end = boxes["start"], boxes["end"]
    first = start["right"] - 1 if start["rtl"] else start["left"] + 1
    last = end["left"] + 1 if end["rtl"] else end["right"] - 1
    return Point(first, start["middle"]), Point(last, end["middle"])


def drag(page: Page, start: Point, end: Point) -> None:
    """Press the mouse button at one place and let it go at another."""
    page.mouse.move(start.x, start.y)
    page.mouse.down()
    page.mouse.move(end.x, end.y, steps=8)
    page.mouse.up()


def drag_over(page: Page, words: str) -> None:
    """Select exactly these words, which stand once in the article's text."""
    drag(page, *ends_of(page, words))


def selected(page: Page) -> Locator:
    """The field with the words that the workbench would send.

    The browser tells of a selection a moment after the mouse is up: what is in the field is to be
    expected, not read.
    """
    return page.locator("#selection-bar [name=exact]")
