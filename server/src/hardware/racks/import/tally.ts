import { isTuskarError } from '@tuskar/contract/error.ts';
import type { RackImport } from '@tuskar/contract/rack-file.ts';
import type { ImportProblem } from './problem.ts';

export type ItemType = RackImport['created'][number]['type'];
export type FieldChange = RackImport['changed'][number]['changes'][number];

/** What an import did, and what kept it from doing more. */
export class Tally {
  readonly created: RackImport['created'] = [];
  readonly changed: RackImport['changed'] = [];
  readonly removed: RackImport['removed'] = [];
  readonly problems: ImportProblem[];
  /** Titles of items that are wrong: what depends on them is not looked at, so that one mistake is one line. */
  readonly #broken: Set<string>;
  unchanged = 0;

  constructor({ problems, broken }: { problems: ImportProblem[]; broken: Iterable<string> }) {
    this.problems = [...problems];
    this.#broken = new Set(broken);
  }

  /** Does one item, unless it or what it depends on is known to be wrong; what is found wrong now becomes a problem. */
  async attempt(
    title: string,
    options: { dependsOn: (string | null | undefined)[]; fieldOf: (code: string) => string | undefined },
    work: () => Promise<void>,
  ): Promise<void> {
    if (this.#broken.has(title)) return;
    if (options.dependsOn.some((other) => other != null && this.#broken.has(other))) {
      this.#broken.add(title);
      return;
    }
    try {
      await work();
    } catch (error) {
      if (!isTuskarError(error)) throw error;
      this.refuse(title, { field: options.fieldOf(error.code), reason: error.message.replace(/\.$/, '') });
    }
  }

  refuse(title: string, problem: Omit<ImportProblem, 'item'>): void {
    this.#broken.add(title);
    this.problems.push({ item: title, ...problem });
  }

  isBroken(title: string): boolean {
    return this.#broken.has(title);
  }

  count(type: ItemType, name: string, changes: FieldChange[] | 'created'): void {
    if (changes === 'created') this.created.push({ type, name });
    else if (changes.length > 0) this.changed.push({ type, name, changes });
    else this.unchanged += 1;
  }
}

/** The fields that were given and differ from what is there. */
export function changesOf(before: object, given: object): FieldChange[] {
  const known = new Map(Object.entries(before));
  return Object.entries(given)
    .filter(([field, to]) => to !== undefined && (known.get(field) ?? null) !== (to ?? null))
    .map(([field, to]) => ({ field, from: known.get(field) ?? null, to: to ?? null }));
}
