import type { Handlers } from '../../platform/http/handler.ts';
import type { MachineImport } from './machine-import.ts';

export function machineImportHandlers({
  machineImport,
}: {
  machineImport: MachineImport;
}): Pick<Handlers, 'machine-import.preview' | 'machine-import.run'> {
  return {
    'machine-import.preview': ({ body }) => machineImport.preview(body),
    'machine-import.run': ({ body: { inspect, atOnce, ...file }, actor }) =>
      machineImport.run(file, { inspect, atOnce, by: actor.name }),
  };
}
