import type { Face } from '@tuskar/contract/place.ts';
import type { AuditCell, AuditSheet } from '@tuskar/contract/rack-audit.ts';
import type { ElevationBlock } from '@tuskar/contract/rack.ts';
import { unitsFrom } from '@tuskar/contract/rack-units.ts';
import type { MachineRow } from '../tables.ts';
import { elevationOf, type RackContent } from './elevation.ts';

/** What somebody who stands before the rack should see, unit by unit from the top. */
export function auditSheet(content: RackContent): AuditSheet {
  const { rack, units, front, rear, somewhere } = elevationOf(content);
  const rows = new Map(content.machines.map((row) => [row.name, row]));
  const cells = { front: cellsOf(front, rows, units), rear: cellsOf(rear, rows, units) };
  const cellAt = (face: Face, unit: number) => cells[face].get(unit) ?? null;
  return {
    rack: rack.name,
    title: rack.title,
    site: rack.site,
    location: rack.location,
    units: units.map((unit) => ({ unit, front: cellAt('front', unit), rear: cellAt('rear', unit) })),
    somewhere: somewhere.map(({ name, serial, manufacturer, model }) => ({
      name,
      serial,
      model: modelOf({ manufacturer, model }),
      label: labelOf(rows.get(name)),
    })),
  };
}

function cellsOf(
  blocks: ElevationBlock[],
  rows: ReadonlyMap<string, MachineRow>,
  unitsFromTop: number[],
): Map<number, AuditCell> {
  return new Map(
    blocks.flatMap(({ content, unit, heightUnits, row, behind }) => {
      if (content === null) return [];
      const what =
        content.type === 'machine'
          ? {
              type: content.type,
              name: content.name,
              serial: content.serial,
              model: modelOf(content),
              label: labelOf(rows.get(content.name)),
            }
          : {
              type: content.type,
              name: content.label,
              serial: null,
              model: content.kind,
              label: content.reason,
            };
      return unitsFrom(unit, heightUnits).map(
        (one) => [one, { ...what, first: one === unitsFromTop[row], behind }] as const,
      );
    }),
  );
}

function modelOf({ manufacturer, model }: Pick<MachineRow, 'manufacturer' | 'model'>): string | null {
  return [manufacturer, model].filter(Boolean).join(' ') || null;
}

/** 'asset=4711, owner=physics' */
function labelOf(row: MachineRow | undefined): string | null {
  const labels = Object.entries(row?.labels ?? {}).map(([key, value]) =>
    value === '' ? key : `${key}=${value}`,
  );
  return labels.join(', ') || null;
}
