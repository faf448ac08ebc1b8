import type { ConsoleWay } from '@tuskar/contract/machine-console.ts';
import type { MachineDetail } from '@tuskar/contract/machine.ts';

/** As a BMC of many vendors has it: a page with the screen, and a serial port over ssh. */
export function sampleConsoles({ bmc }: MachineDetail): ConsoleWay[] {
  const { hostname } = new URL(bmc.address);
  const page = { by: 'bmc', connectType: null, sessions: null, use: `https://${hostname}/` } as const;
  return [
    { ...page, kind: 'web-page', enabled: null },
    { ...page, kind: 'graphical', enabled: true, connectType: 'KVMIP', sessions: 6 },
    {
      kind: 'serial',
      by: 'bmc',
      enabled: true,
      connectType: 'SSH',
      sessions: 1,
      use: `ssh -p 2200 ${bmc.user ?? 'root'}@${hostname}`,
    },
    { kind: 'serial', by: 'bmc', enabled: false, connectType: 'IPMI', sessions: 1, use: null },
  ];
}
