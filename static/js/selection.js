// Selected words as the server counts them: Unicode code points into the version's text.
// JavaScript counts UTF-16 units, so every length here goes through `codePoints`.

const codePoints = (text) => [...text].length;

// The offset of a point (node, offset) inside a block's words.
const offsetOf = (words, node, offset) => {
  const before = document.createRange();
  before.setStart(words, 0);
  before.setEnd(node, offset);
  return Number(words.dataset.start) + codePoints(before.toString());
};

// The blocks that a range has words of. A range that begins at the very end of one has none of it.
const blocksIn = (range, text) =>
  [...text.querySelectorAll(".words")].filter(
    (words) => range.intersectsNode(words) && partOf(range, words).toString(),
  );

// What a range has of one block. A drag that ends in the margin is brought back to the words.
const partOf = (range, words) => {
  const part = document.createRange();
  part.selectNodeContents(words);
  if (words.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
  if (words.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
  return part;
};

// {start, end, exact, range} of what is selected in the text, or null.
export const selectedWords = (text) => {
  const selection = document.getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(text)) return null;
  const blocks = blocksIn(range, text);
  if (!blocks.length) return null;
  const first = partOf(range, blocks[0]);
  const last = partOf(range, blocks[blocks.length - 1]);
  // Blocks are joined by one blank line in the text.
  const exact = blocks.map((words) => partOf(range, words).toString()).join("\n\n");
  if (!exact.trim()) return null;
  return {
    start: offsetOf(blocks[0], first.startContainer, first.startOffset),
    end: offsetOf(blocks[blocks.length - 1], last.endContainer, last.endOffset),
    exact,
    range,
  };
};

// The same of a sentence.
export const sentenceWords = (sentence) => {
  const range = document.createRange();
  range.selectNodeContents(sentence);
  return {
    start: Number(sentence.dataset.start),
    end: Number(sentence.dataset.end),
    exact: range.toString(),
    range,
  };
};

// How a selection is held: by its anchor, while its focus moves. `words` are those in between, none
// when the focus has passed the anchor.
const between = (node, offset, endNode, endOffset) => {
  const range = document.createRange();
  range.setStart(node, offset);
  range.setEnd(endNode, endOffset);
  return range;
};
const EDGES = {
  start: {
    hold: (range) => [range.endContainer, range.endOffset, range.startContainer, range.startOffset],
    words: (held) => between(held.focusNode, held.focusOffset, held.anchorNode, held.anchorOffset),
  },
  end: {
    hold: (range) => [range.startContainer, range.startOffset, range.endContainer, range.endOffset],
    words: (held) => between(held.anchorNode, held.anchorOffset, held.focusNode, held.focusOffset),
  },
};

// Moves one edge of the selected words by a word, "forward" or "backward"; of the sentence, when
// nothing is selected. One word is always left, and the text is never.
export const moveEdge = (edge, direction, sentence) => {
  const selection = document.getSelection();
  if (selection.isCollapsed) selection.selectAllChildren(sentence);
  const before = EDGES[edge].hold(selection.getRangeAt(0));
  selection.setBaseAndExtent(...before);
  selection.modify("extend", direction, "word");
  const left = /[\p{L}\p{N}]/u.test(EDGES[edge].words(selection).toString());
  if (!left || !sentence.closest("#text").contains(selection.focusNode)) selection.setBaseAndExtent(...before);
};
