import { partId } from '../ids.ts';
import type { Call, Route } from '../redfish/route.ts';
import { absent, collection, links, paths, resource, root, statusOf } from './build.ts';

const path = `${root}/Systems/{system}/Memory`;
const here = ({ bmc }: Call) => `${paths.system(bmc)}/Memory`;

/** Slots that hold nothing the firmware can see are shown as empty, as BMCs do. */
function showSlot(call: Call): object | undefined {
  const { bmc, params } = call;
  const slot = bmc.machine.dimms.find((dimm) => partId(dimm.slot) === params['dimm'])?.slot;
  if (slot === undefined) return undefined;
  const id = partId(slot);
  const base = {
    ...resource(`${here(call)}/${id}`, 'Memory.v1_20_0', id, `DIMM ${slot}`),
    DeviceLocator: slot,
    MemoryLocation: { Slot: bmc.machine.dimms.findIndex((dimm) => dimm.slot === slot) },
  };
  const dimm = bmc.found.dimms.find((one) => one.slot === slot);
  if (dimm === undefined) return { ...base, Status: absent };
  const { manufacturer, part, serial, mebibytes, mhz } = dimm;
  return {
    ...base,
    MemoryType: 'DRAM',
    MemoryDeviceType: mhz >= 4800 ? 'DDR5' : 'DDR4',
    BaseModuleType: 'RDIMM',
    ErrorCorrection: 'MultiBitECC',
    CapacityMiB: mebibytes,
    OperatingSpeedMhz: mhz,
    AllowedSpeedsMHz: [mhz],
    Manufacturer: manufacturer,
    PartNumber: part,
    SerialNumber: serial,
    RankCount: 2,
    DataWidthBits: 64,
    BusWidthBits: 72,
    Status: statusOf(bmc, 'dimm', slot),
  };
}

export const memoryRoutes: Route[] = [
  {
    path,
    GET: (call) => {
      const ids = call.bmc.machine.dimms.map(({ slot }) => partId(slot));
      return collection(here(call), 'Memory', 'Memory Collection', links(here(call), ids), call.query);
    },
  },
  { path: `${path}/{dimm}`, GET: showSlot },
];
