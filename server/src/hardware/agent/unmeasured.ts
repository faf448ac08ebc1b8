import type { BurnInTestKind } from '@tuskar/contract/burn-in-test.ts';
import type { AgentPart } from './measured.ts';
import { diskPart } from './measured-devices.ts';
import { CpuMeasured, GpuMeasured, MemoryMeasured, SmartMeasured } from './schema.ts';

/** Something that a test could not look at on this machine: nothing against it, and nothing that speaks for it. */
export type Unmeasured = { what: string; part: AgentPart | null };

const ofMachine = (what: string): Unmeasured => ({ what, part: null });

const uncounted = 'memory errors were not counted: its kernel finds no memory controller that reports them';

/** What of a test the machine offered nothing for, as the agent's record of it says. */
export const unmeasured: Record<BurnInTestKind, (measured: unknown) => Unmeasured[]> = {
  cpu: (measured) => {
    const { data } = CpuMeasured.safeParse(measured);
    if (data === undefined || Object.keys(data.highestTemperatures).length > 0) return [];
    return [ofMachine('temperatures were not measured: its kernel finds no sensor')];
  },
  memory: (measured) => {
    const { data } = MemoryMeasured.safeParse(measured);
    if (data === undefined) return [];
    const isUncounted = data.errors !== null && Object.keys(data.errors.dimms).length === 0;
    const isUnrated = data.readMegabytesPerSecond === 0 || data.writeMegabytesPerSecond === 0;
    return [
      ...(isUncounted ? [ofMachine(uncounted)] : []),
      ...(isUnrated ? [ofMachine('the throughput of memory was not measured: the test was too short')] : []),
    ];
  },
  disk: () => [],
  network: () => [],
  smart: (measured) =>
    (SmartMeasured.safeParse(measured).data?.disks ?? []).flatMap(
      ({ error, supported, result, said, ...disk }) => {
        const what = error === null ? unmeasuredOfDisk({ supported, result, said }) : undefined;
        return what === undefined ? [] : [{ what, part: diskPart(disk) }];
      },
    ),
  gpu: (measured) => {
    const { data } = GpuMeasured.safeParse(measured);
    if (data === undefined) return [];
    if (data.gpus.length === 0) return [ofMachine('no GPU was tested: the machine shows none')];
    if (data.computed === true) return [];
    return [ofMachine('GPUs were watched, and not put to work: the ramdisk has no driver of their vendor')];
  },
};

type Disk = Pick<SmartMeasured['disks'][number], 'supported' | 'result' | 'said'>;

function unmeasuredOfDisk({ supported, result, said }: Disk): string | undefined {
  if (supported !== true) return 'it says nothing of its health: it has no SMART';
  if (result === 'unsupported') return `it did not test itself${said === null ? '' : `: ${said}`}`;
  if (result === 'unfinished') return 'its self-test was still running when the time was over';
  return undefined;
}
