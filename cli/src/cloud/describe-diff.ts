import type { BlueprintChange, BlueprintDiff } from '@tuskar/contract/cloud.ts';

const signs = { add: '+', change: '~', remove: '-' } as const;

/** The diff of a blueprint for a person: per host each change with what it causes, and on request its content. */
export function describeDiff(diff: BlueprintDiff, options: { content: 'shown' | 'hidden' }): string[] {
  const lines: string[] = [];
  for (const { host, change, changes } of diff.hosts) {
    lines.push(
      `${host} (${changes.length} changes${change === 'change' ? '' : `, ${change === 'add' ? 'new here' : 'leaves'}`})`,
    );
    for (const one of changes) lines.push(...describeChange(one, options.content));
  }
  return lines;
}

function describeChange(change: BlueprintChange, content: 'shown' | 'hidden'): string[] {
  const line = `  ${signs[change.change]} ${change.title}${describeImpact(change)}`;
  if (content === 'hidden' || change.diff === null) return [line];
  return [line, ...change.diff.split('\n').map((text) => `      ${text}`)];
}

function describeImpact({ impact, units, apiGap }: BlueprintChange): string {
  const parts = [
    ...(impact === 'none' ? [] : [`${impact}${units.length === 0 ? '' : ` of ${units.join(', ')}`}`]),
    ...(apiGap.length === 0 ? [] : [`${apiGap.join(', ')} does not answer for a moment`]),
  ];
  return parts.length === 0 ? '' : `  [${parts.join('; ')}]`;
}
