import { partId } from '../ids.ts';
import type { Call, Route } from '../redfish/route.ts';
import { collection, links, paths, resource, root, statusOf } from './build.ts';

const path = `${root}/Systems/{system}/Processors`;
const here = ({ bmc }: Call) => `${paths.system(bmc)}/Processors`;

function architecture(model: string) {
  return /aarch64|Ampere|Neoverse/.test(model)
    ? { ProcessorArchitecture: 'ARM', InstructionSet: 'ARM-A64' }
    : { ProcessorArchitecture: 'x86', InstructionSet: 'x86-64' };
}

export const processorRoutes: Route[] = [
  {
    path,
    GET: (call) => {
      const ids = call.bmc.found.processors.map(({ socket }) => partId(socket));
      return collection(here(call), 'Processor', 'Processors Collection', links(here(call), ids), call.query);
    },
  },
  {
    path: `${path}/{processor}`,
    GET: (call) => {
      const processor = call.bmc.found.processors.find(
        ({ socket }) => partId(socket) === call.params['processor'],
      );
      if (processor === undefined) return undefined;
      const { socket, manufacturer, model, cores, threads, maxMhz } = processor;
      const id = partId(socket);
      return {
        ...resource(`${here(call)}/${id}`, 'Processor.v1_20_0', id, socket),
        Socket: socket,
        ProcessorType: 'CPU',
        ...architecture(model),
        Manufacturer: manufacturer,
        Model: model,
        MaxSpeedMHz: maxMhz,
        TotalCores: cores,
        TotalEnabledCores: cores,
        TotalThreads: threads,
        ProcessorId: { VendorId: manufacturer },
        Status: statusOf(call.bmc, 'processor', socket),
      };
    },
  },
];
