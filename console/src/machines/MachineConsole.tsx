import type { ConsoleWay } from '@tuskar/contract/machine-console.ts';
import { useQuery } from '@tanstack/react-query';
import { CopyButton } from '../components/Command.tsx';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { consoleQuery } from './queries.ts';

const kinds: Record<ConsoleWay['kind'], string> = {
  'web-page': 'Web page',
  graphical: 'Screen',
  serial: 'Serial port',
  shell: "BMC's command line",
};
const owners: Record<ConsoleWay['by'], string> = {
  bmc: 'its BMC',
  'bare-metal-service': 'the bare-metal service',
  lab: 'the lab',
};

const columns: Column<ConsoleWay>[] = [
  {
    header: 'Console',
    isName: true,
    width: 20,
    cell: ({ kind, connectType }) => `${kinds[kind]}${connectType === null ? '' : `, ${connectType}`}`,
  },
  { header: 'By', width: 15, cell: ({ by }) => owners[by] },
  {
    header: 'Can be used',
    width: 15,
    cell: ({ enabled, sessions }) => {
      const people = sessions === null ? '' : `, by ${sessions} at once`;
      return enabled === null ? 'not said' : enabled ? `yes${people}` : 'switched off';
    },
  },
  { header: 'How', cell: ({ use }) => <Use use={use} /> },
];

function Use({ use }: Pick<ConsoleWay, 'use'>) {
  if (use === null) return <span className="tuskar-quiet">as its documentation says</span>;
  if (/^https?:\/\//.test(use)) {
    return (
      <a href={use} target="_blank" rel="noreferrer">
        {use}
      </a>
    );
  }
  return (
    <>
      <code>{use}</code>
      <CopyButton text={use} label={`Copy ${use}`} />
    </>
  );
}

/** Where a person gets what the machine shows. Its BMC is asked when the page opens. */
export function MachineConsole({ name }: { name: string }) {
  const { data, error } = useQuery(consoleQuery(name));
  const unread = error === null ? (data?.unread ?? []) : [error.message];
  return (
    <section aria-labelledby="machine-console" className="tuskar-stack">
      <h2 id="machine-console" className="tuskar-section-title">
        Console
      </h2>
      {data === undefined && error === null && <p className="tuskar-quiet">Its BMC is asked.</p>}
      {data !== undefined && data.ways.length > 0 && (
        <DataTable
          label="Ways to its console"
          columns={columns}
          rows={data.ways}
          keyOf={({ kind, by, connectType }) => `${kind} ${by} ${connectType}`}
        />
      )}
      {unread.map((reason) => (
        <p key={reason} className="tuskar-quiet">
          {reason}
        </p>
      ))}
      {data?.ways.length === 0 && unread.length === 0 && (
        <p className="tuskar-quiet">Nobody tells of a way to it.</p>
      )}
    </section>
  );
}
