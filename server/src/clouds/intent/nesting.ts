/** An intent is six levels deep; the parser's time grows with the square of the depth, so it must not see much more. */
const levels = 64;

const opening = new Set('[{');
const closing = new Set(']}');

/** Whether brackets, or list items in list items on one line, go deeper than any intent: seen without parsing. */
export function isNestedTooDeeply(text: string): boolean {
  if (/^[ \t]*([-?][ \t]+){64}/m.test(text)) return true;
  let depth = 0;
  for (const character of text) {
    if (opening.has(character)) depth += 1;
    else if (closing.has(character)) depth = Math.max(0, depth - 1);
    if (depth > levels) return true;
  }
  return false;
}
