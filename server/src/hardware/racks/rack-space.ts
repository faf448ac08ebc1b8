import type { Depth, Face } from '@tuskar/contract/place.ts';
import { formatUnits } from '@tuskar/contract/rack-units.ts';

/** What has units: a machine by its name, or a reservation by its id. */
export type Occupant = {
  type: 'machine' | 'reservation';
  id: string;
  /** As a person knows it. */
  title: string;
  /** A reservation whose time is over; it makes way. */
  expired: boolean;
};

export type Need = { units: number[]; face: Face; depth: Depth };

const faces: readonly Face[] = ['front', 'rear'];

/** The faces on which a thing takes its units. */
export function facesOf({ face, depth }: Pick<Need, 'face' | 'depth'>): readonly Face[] {
  return depth === 'full' ? faces : [face];
}

/** Which units of a rack are taken, by what. */
export class RackSpace {
  readonly units: number;
  readonly #taken: Record<Face, Map<number, Occupant>> = { front: new Map(), rear: new Map() };

  constructor(units: number) {
    this.units = units;
  }

  take(need: Need, occupant: Occupant): void {
    for (const face of facesOf(need)) for (const unit of need.units) this.#taken[face].set(unit, occupant);
  }

  /** Makes what something has free again, or only some of it. */
  free(type: Occupant['type'], id: string, units?: readonly number[]): void {
    for (const face of faces) {
      for (const [unit, occupant] of this.#taken[face]) {
        const gone = occupant.type === type && occupant.id === id && (units?.includes(unit) ?? true);
        if (gone) this.#taken[face].delete(unit);
      }
    }
  }

  fits({ units }: Pick<Need, 'units'>): boolean {
    return units.every((unit) => unit >= 1 && unit <= this.units);
  }

  /** What is in the way, each with the units it has of those that are needed. */
  inTheWay(need: Need): Map<Occupant, number[]> {
    const found = new Map<Occupant, number[]>();
    for (const face of facesOf(need)) {
      for (const unit of need.units) {
        const occupant = this.#taken[face].get(unit);
        if (occupant !== undefined) found.set(occupant, [...(found.get(occupant) ?? []), unit]);
      }
    }
    return found;
  }

  /** The lowest units from which as many in a row are free, the nearest to what was wanted first. */
  nearestFree(need: Need, count = 3): number[] {
    const height = need.units.length;
    const wanted = Math.min(...need.units);
    return Array.from({ length: Math.max(0, this.units - height + 1) }, (_, index) => index + 1)
      .filter((start) => {
        const units = Array.from({ length: height }, (_, index) => start + index);
        return this.inTheWay({ ...need, units }).size === 0;
      })
      .sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || a - b)
      .slice(0, count);
  }
}

/** 'units 10-11 are taken by the machine node-3 (10-11); 2 units in a row are free from 12, 8 and 14' */
export function describeConflict(space: RackSpace, need: Need, inTheWay: Map<Occupant, number[]>): string {
  const by = [...inTheWay].map(([occupant, units]) => `${describe(occupant)} (${formatUnits(units)})`);
  const free = space.nearestFree(need);
  const height = need.units.length;
  const where =
    free.length === 0
      ? `nowhere in it ${height === 1 ? 'is a unit' : `are ${height} units in a row`} free`
      : `free ${height === 1 ? 'is' : `for ${height} units is`} from ${listed(free.map(String), 'or')}`;
  return `${unitWords(need.units)} taken by ${listed(by, 'and')}; ${where}`;
}

export function unitWords(units: readonly number[]): string {
  return units.length === 1 ? `unit ${units[0]} is` : `units ${formatUnits(units)} are`;
}

function describe({ type, title }: Occupant): string {
  return type === 'machine' ? `the machine ${title}` : `the reservation '${title}'`;
}

function listed(words: string[], joint: 'and' | 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${joint} ${words.at(-1)}`;
}
