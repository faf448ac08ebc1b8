import type { ElevationBlock, RackElevation } from '@tuskar/contract/rack.ts';

/** Both faces of a rack beside each other, a line a unit, from its top. */
export function drawElevation({ units, front, rear, somewhere }: RackElevation, columns: number): string[] {
  const width = Math.max(16, Math.min(44, Math.floor((columns - 11) / 2)));
  const rule = `     +${'-'.repeat(width)}+${'-'.repeat(width)}+`;
  const faces = [linesOf(front, width), linesOf(rear, width)];
  return [
    `${'unit'.padStart(4)}  ${'front'.padEnd(width)} rear`,
    rule,
    ...units.map(
      (unit, row) => `${String(unit).padStart(4)} |${faces.map((lines) => lines[row] ?? '').join('|')}|`,
    ),
    rule,
    ...somewhere.map(({ name, state }) => `     in it, nobody knows where: ${name} (${state})`),
  ];
}

function linesOf(blocks: ElevationBlock[], width: number): string[] {
  return blocks.flatMap((block) =>
    Array.from({ length: block.heightUnits }, (_, line) => cell(block, line, width)),
  );
}

function cell(block: ElevationBlock, line: number, width: number): string {
  const text = line === 0 ? textOf(block) : block.content === null ? '' : ' :';
  return text.slice(0, width).padEnd(width);
}

function textOf({ content, behind, heightUnits }: ElevationBlock): string {
  if (content === null) return '';
  const height = heightUnits === 1 ? '' : ` ${heightUnits}U`;
  const name = content.type === 'machine' ? content.name : content.label;
  if (behind) return ` (${name})`;
  if (content.type === 'machine') {
    return ` ${name}${height}  ${content.state}${content.late ? ', late' : ''}${content.discrepancy === null ? '' : '  !'}`;
  }
  return ` [${name}]${height}  ${content.kind}${content.expired ? ', expired' : ''}`;
}
