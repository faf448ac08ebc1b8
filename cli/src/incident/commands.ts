import type { Incident } from '@tuskar/contract/incident.ts';
import type { Command } from 'commander';
import { Option } from 'commander';
import { against, type Run, withFormat } from '../command.ts';
import type { Io } from '../io.ts';
import { type Column, printList, printThing } from '../output.ts';
import { formatAge } from '../times.ts';

const columns: Column<Incident>[] = [
  { title: 'id', value: (incident) => incident.id },
  { title: 'severity', value: (incident) => incident.severity },
  { title: 'on', value: ({ subject }) => `${subject.type}/${subject.name}` },
  { title: 'what', value: (incident) => incident.title },
  { title: 'reason', value: (incident) => incident.reason },
  { title: 'for', value: ({ openedAt, closedAt }) => (closedAt === null ? formatAge(openedAt) : 'closed') },
  { title: 'taken by', value: (incident) => incident.acknowledgedBy },
];

type ListOptions = { all?: boolean; closed?: boolean; machine?: string; severity?: Incident['severity'] };

export function addIncidentCommands(program: Command, io: Io): void {
  const noun = program.command('incident').description('what is wrong and needs a person');
  withFormat(noun.command('list'))
    .option('--machine <name>', 'only those about this machine')
    .addOption(new Option('--severity <severity>', 'only these').choices(['warning', 'critical']))
    .addOption(new Option('--closed', 'those that are closed').conflicts('all'))
    .option('--all', 'those that are closed too')
    .description('list incidents that are open, newest first')
    .action(against(io, list));
  withFormat(noun.command('show')).argument('<id>').description('show an incident').action(against(io, show));
  for (const [verb, description] of Object.entries(verbs)) {
    withFormat(noun.command(verb))
      .argument('<id>')
      .option('--note <text>', 'what to say of it')
      .description(description)
      .action(against(io, change(verb as keyof typeof verbs)));
  }
}

const verbs = {
  acknowledge: 'say that you take care of an incident',
  close: 'close an incident; what is seen to be wrong after that opens a new one',
};

async function list({ io, client, format }: Run, options: ListOptions) {
  const { machine, severity } = options;
  const query = {
    limit: 500,
    state: options.all ? ('all' as const) : options.closed ? ('closed' as const) : ('open' as const),
    ...(machine === undefined ? {} : { subjectType: 'machine' as const, subject: machine }),
    ...(severity === undefined ? {} : { severity }),
  };
  const page = await client.call('incident.list', { query });
  printList(io, { rows: page.items, columns, format, empty: 'Nothing is known to be wrong.' });
}

async function show(run: Run, id: string) {
  print(run, await run.client.call('incident.show', { params: { id } }));
}

function change(verb: keyof typeof verbs) {
  return async (run: Run, id: string, { note }: { note?: string }) => {
    const body = note === undefined ? {} : { note };
    print(run, await run.client.call(`incident.${verb}`, { params: { id }, body }));
  };
}

function print({ io, format }: Run, incident: Incident): void {
  printThing(io, {
    thing: incident,
    format,
    fields: [
      ['what', incident.title],
      ['on', `${incident.subject.type}/${incident.subject.name}`],
      ['severity', incident.severity],
      ['reason', incident.reason],
      ['next', incident.nextAction],
      ['opened', incident.openedAt],
      ['last seen', incident.lastSeenAt],
      ['taken by', incident.acknowledgedBy],
      ['note', incident.note],
      ['closed', incident.closedAt],
      ['closed by', incident.closedAt === null ? null : (incident.closedBy ?? 'itself: it was gone')],
    ],
  });
}
