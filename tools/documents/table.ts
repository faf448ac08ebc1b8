/** A table in Markdown. */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The line that every generated page begins with, after its title. */
export function madeFrom(source: string): string {
  return `Made from ${source} by \`npm run generate\`; a test fails when it is stale.`;
}
