/** No honest line of the program is longer; what is, is cut. */
const LONGEST = 4 * 1024 * 1024;

/** Cuts a stream of text into lines. */
export function createLineSplitter(onLine: (line: string) => void): {
  push: (text: string) => void;
  end: () => void;
} {
  let rest = '';
  return {
    push(text) {
      const lines = (rest + text).split('\n');
      rest = (lines.pop() ?? '').slice(0, LONGEST);
      for (const line of lines) onLine(line);
    },
    end() {
      if (rest !== '') onLine(rest);
      rest = '';
    },
  };
}
