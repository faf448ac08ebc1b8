import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { run } from '../command.ts';
import type { MachineDescription } from '../machines/schema.ts';
import type { ProcessIdentity } from '../process.ts';
import { dimmTable, memoryArrayTable } from './dimm-tables.ts';
import { QemuRecord } from './schema.ts';

/** Firmware without Secure Boot: its variables can be set by what boots, and it starts faster. */
export const firmwareCode = '/usr/share/OVMF/OVMF_CODE_4M.fd';
const firmwareVariables = '/usr/share/OVMF/OVMF_VARS_4M.fd';

/** What lies in a machine's directory. */
export const machineFiles = (directory: string) => ({
  variables: join(directory, 'variables.fd'),
  disk: (bay: number) => join(directory, `disk-${bay}.qcow2`),
  memoryArray: join(directory, 'memory-array.bin'),
  dimm: (slot: number) => join(directory, `dimm-${slot}.bin`),
  monitor: join(directory, 'monitor.sock'),
  serial: join(directory, 'serial.sock'),
  console: join(directory, 'console.log'),
  errors: join(directory, 'qemu.errors'),
  /** QEMU's trace of how it ended. */
  log: join(directory, 'qemu.log'),
  record: join(directory, 'qemu.json'),
});
export type MachineFiles = ReturnType<typeof machineFiles>;

/** Makes the disks and the firmware's variables where they are missing. Disks are sparse: their size is what they could hold. */
export async function makeMachineFiles(directory: string, { drives }: MachineDescription): Promise<void> {
  mkdirSync(directory, { recursive: true });
  const files = machineFiles(directory);
  await once(files.variables, async (path) => copyFileSync(firmwareVariables, path));
  for (const [bay, { bytes }] of drives.entries()) {
    await once(files.disk(bay), async (path) => {
      await run(['qemu-img', 'create', '-q', '-f', 'qcow2', path, String(wholeSectors(bytes))]);
    });
  }
}

const wholeSectors = (bytes: number): number => Math.ceil(bytes / 4096) * 4096;

/** A process killed half way leaves no half-made file under the name. */
async function once(path: string, make: (path: string) => Promise<void>): Promise<void> {
  if (existsSync(path)) return;
  const partial = `${path}.partial`;
  rmSync(partial, { force: true });
  await make(partial);
  renameSync(partial, path);
}

/** Writes the SMBIOS tables of the memory: every slot that the machine has, filled or empty. */
export function writeMemoryTables(
  files: MachineFiles,
  { whole, found }: { whole: MachineDescription; found: MachineDescription },
): void {
  writeFileSync(files.memoryArray, memoryArrayTable(whole.dimms));
  for (const [slot, dimm] of whole.dimms.entries()) {
    const present = found.dimms.find((one) => one.slot === dimm.slot);
    writeFileSync(files.dimm(slot), dimmTable({ position: slot, slot: dimm.slot, dimm: present }));
  }
}

export function writeRecord(files: MachineFiles, { pid, startTime }: ProcessIdentity): void {
  writeFileSync(`${files.record}.new`, JSON.stringify({ pid, startTime }));
  renameSync(`${files.record}.new`, files.record);
}

/** The QEMU that was last started, alive or not; undefined where the machine was switched off since. */
export function readRecord(files: MachineFiles): ProcessIdentity | undefined {
  try {
    return QemuRecord.parse(JSON.parse(readFileSync(files.record, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export function removeRecord(files: MachineFiles): void {
  rmSync(files.record, { force: true });
}
