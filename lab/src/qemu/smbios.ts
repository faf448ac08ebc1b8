import type { MachineDescription } from '../machines/schema.ts';
import type { MachineFiles } from './files.ts';
import { option } from './option.ts';

/** What firmware tells an operating system of the machine: maker, model and serial numbers. */
export function smbiosArguments(files: MachineFiles, machine: MachineDescription): string[] {
  const { manufacturer, model: product, serial, uuid, firmware, processors, dimms } = machine;
  const version = firmware.find(({ component }) => component === 'BIOS')?.version;
  const [processor] = processors;
  const tables = [
    option({ type: 0, vendor: manufacturer, version }),
    option({ type: 1, manufacturer, product, serial, uuid, family: machine.profile }),
    option({ type: 2, manufacturer, product, serial: `${serial}-B` }),
    option({ type: 3, manufacturer, serial, version: product }),
    option({
      type: 4,
      manufacturer: processor?.manufacturer,
      version: processor?.model,
      'max-speed': processor?.maxMhz,
      'current-speed': processor?.maxMhz,
    }),
    option({ file: files.memoryArray }),
    ...dimms.map((_, slot) => option({ file: files.dimm(slot) })),
  ];
  return tables.flatMap((table) => ['-smbios', table]);
}
