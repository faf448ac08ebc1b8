import { largestLog } from '../log.ts';
import { isLabMessage, labMessage } from '../redfish/messages.ts';
import { type Call, done, type Route } from '../redfish/route.ts';
import type { LogEntry } from '../state/schema.ts';
import { collection, enabled, link, links, paths, resource, root } from './build.ts';

const service = ({ bmc }: Call) => `${paths.log(bmc)}/${bmc.ids.log.id}`;

function showEntry(call: Call, { id, at, severity, messageId, args }: LogEntry): object {
  const said = isLabMessage(messageId) ? labMessage(messageId, args) : undefined;
  return {
    ...resource(`${service(call)}/Entries/${id}`, 'LogEntry.v1_17_0', String(id), `Log Entry ${id}`),
    EntryType: 'Event',
    Created: at,
    Severity: severity,
    Message: said?.Message ?? messageId,
    MessageId: said?.MessageId ?? messageId,
    MessageArgs: args,
    Links: { OriginOfCondition: link(paths.system(call.bmc)) },
  };
}

function showService(call: Call): object {
  const self = service(call);
  const { id } = call.bmc.ids.log;
  return {
    ...resource(self, 'LogService.v1_7_0', id, 'System Event Log'),
    LogEntryType: 'Event',
    MaxNumberOfRecords: largestLog,
    OverWritePolicy: 'WrapsWhenFull',
    ServiceEnabled: true,
    DateTime: new Date().toISOString(),
    DateTimeLocalOffset: '+00:00',
    Status: enabled,
    Entries: link(`${self}/Entries`),
    Actions: { '#LogService.ClearLog': { target: `${self}/Actions/LogService.ClearLog` } },
  };
}

/** The log is below the system or the manager, as the vendor has it; below the other there is none. */
function routesBelow(owner: 'system' | 'manager', base: string): Route[] {
  const isHere = ({ bmc, params }: Call) =>
    bmc.ids.log.owner === owner && (params['log'] === undefined || params['log'] === bmc.ids.log.id);
  const here = (show: (call: Call) => object | undefined) => (call: Call) =>
    isHere(call) ? show(call) : undefined;
  return [
    {
      path: base,
      GET: here(({ bmc, query }) => {
        const self = paths.log(bmc);
        return collection(self, 'LogService', 'Log Service Collection', links(self, [bmc.ids.log.id]), query);
      }),
    },
    { path: `${base}/{log}`, GET: here(showService) },
    {
      path: `${base}/{log}/Entries`,
      GET: here((call) => {
        // The newest first, as most BMCs list them.
        const entries = call.bmc.log.entries.toReversed().map((entry) => showEntry(call, entry));
        return collection(
          `${service(call)}/Entries`,
          'LogEntry',
          'Log Entry Collection',
          entries,
          call.query,
        );
      }),
    },
    {
      path: `${base}/{log}/Entries/{entry}`,
      GET: here((call) => {
        const entry = call.bmc.log.entries.find(({ id }) => String(id) === call.params['entry']);
        return entry && showEntry(call, entry);
      }),
    },
    {
      path: `${base}/{log}/Actions/LogService.ClearLog`,
      POST: (call) => {
        call.bmc.log.clear();
        return done;
      },
    },
  ];
}

export const logRoutes: Route[] = [
  ...routesBelow('system', `${root}/Systems/{system}/LogServices`),
  ...routesBelow('manager', `${root}/Managers/{manager}/LogServices`),
];
