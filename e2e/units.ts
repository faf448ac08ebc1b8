import type { Installation } from './installation.ts';

export type UnitStarts = Record<string, string>;

/** When each running service of a host was started, by unit: equal twice exactly where nothing was restarted between. */
export async function unitStarts(tuskar: Installation, address: string): Promise<UnitStarts> {
  const shown = await tuskar.ssh(
    address,
    "systemctl show --type=service --state=running --property=Id,ActiveEnterTimestampMonotonic '*'",
  );
  const units = shown
    .split('\n\n')
    .map((block) => Object.fromEntries(block.split('\n').map((line) => line.split('=', 2))));
  return Object.fromEntries(
    units
      .map((unit) => [String(unit['Id']), String(unit['ActiveEnterTimestampMonotonic'])] as const)
      // A session of ssh itself, and what only runs for a moment.
      .filter(([id]) => !/^(ssh@|user@|session-|systemd-)/.test(id)),
  );
}

/** Units that are in one and not in the other, or started at another time. */
export function restarted(before: UnitStarts, after: UnitStarts): string[] {
  return Object.keys({ ...before, ...after })
    .filter((unit) => before[unit] !== after[unit])
    .sort();
}
