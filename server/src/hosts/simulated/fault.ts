/**
 * What can be wrong with a simulated host. A fault stays until it is cleared, or until it has struck `times` times.
 * Items are named by their ids in the part.
 */
export type SimulatedFault = {
  times?: number;
} & (
  | { kind: 'unreachable' }
  | { kind: 'item-fails'; item: string; message?: string }
  | { kind: 'unit-fails'; unit: string }
  /** The disk is full when the next file or directory is to be changed. */
  | { kind: 'disk-full' }
  /** After this many items of a run; what they did stays done. */
  | { kind: 'connection-cut'; afterItems: number }
  /** Every item takes this long. */
  | { kind: 'slow'; secondsPerItem: number }
);

export type FaultKind = SimulatedFault['kind'];
export type FaultOf<Kind extends FaultKind> = Extract<SimulatedFault, { kind: Kind }>;

/** The faults of one host during one run. */
export class ActiveFaults {
  readonly #faults: SimulatedFault[];

  constructor(faults: SimulatedFault[]) {
    this.#faults = faults.map((fault) => ({ ...fault }));
  }

  /** The first fault of the kind for which `fits` holds, and counts that it struck. */
  strike<Kind extends FaultKind>(
    kind: Kind,
    fits: (fault: FaultOf<Kind>) => boolean = () => true,
  ): FaultOf<Kind> | undefined {
    const isMeant = (fault: SimulatedFault): fault is FaultOf<Kind> =>
      fault.kind === kind && fault.times !== 0 && fits(fault as FaultOf<Kind>);
    const found = this.#faults.find(isMeant);
    if (found?.times !== undefined) found.times -= 1;
    return found;
  }

  /** Those that may strike again. */
  left(): SimulatedFault[] {
    return this.#faults.filter(({ times }) => times !== 0);
  }
}
