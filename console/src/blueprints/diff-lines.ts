export type DiffLine = { kind: 'added' | 'removed' | 'context' | 'hunk' | 'note'; text: string };

/**
 * The lines of a change's diff: owner and mode, a note for each secret that changed, then a unified diff. The latter's
 * file headers are left out: the change has a title.
 */
export function diffLines(diff: string): DiffLine[] {
  const lines = diff.replace(/\n$/, '').split('\n');
  const firstHunk = lines.findIndex((line) => line.startsWith('@@'));
  return lines
    .filter((line, index) => index >= firstHunk || !/^(--- |\+\+\+ |Index: |=+$)/.test(line))
    .map((line): DiffLine => {
      if (line.startsWith('secret changed: ')) return { kind: 'note', text: line };
      if (line.startsWith('@@')) return { kind: 'hunk', text: line };
      if (line.startsWith('+')) return { kind: 'added', text: line.slice(1) };
      if (line.startsWith('-')) return { kind: 'removed', text: line.slice(1) };
      return { kind: 'context', text: line.replace(/^ /, '') };
    });
}
