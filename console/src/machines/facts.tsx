import type { MachineDetail, NodeView } from '@tuskar/contract/machine.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Fact } from '../components/Facts.tsx';
import { machineContacts } from '../components/states.ts';
import { TimeAgo, TimeSpan } from '../components/Time.tsx';
import { formatBytes, formatMebibytes } from '../components/amounts.ts';
import { placeOf } from './MachineTable.tsx';
import { locatorQuery } from './queries.ts';

const unknown = '—';

export function machineFacts(machine: MachineDetail): Fact[] {
  const { manufacturer, model, serial, summary, host, labels, power } = machine;
  return [
    {
      term: 'Maker and model',
      value: [manufacturer, model].filter((part) => part !== null).join(' ') || unknown,
    },
    { term: 'Serial number', value: serial === null ? unknown : <code>{serial}</code> },
    { term: 'Class', value: <ClassLink name={machine.class} /> },
    {
      term: 'Place',
      value: <Place machine={machine} />,
    },
    { term: 'Power', value: power },
    {
      term: 'Host',
      value:
        host === null ? (
          'none'
        ) : (
          <Link to="/hosts/$name" params={{ name: host }}>
            {host}
          </Link>
        ),
    },
    ...(summary === null
      ? [{ term: 'Made of', value: 'not inspected yet' }]
      : [
          {
            term: 'Processors',
            value: `${summary.processors} × ${summary.processorModel ?? 'unknown model'}, ${summary.cores} cores in all`,
          },
          { term: 'Memory', value: formatMebibytes(summary.memoryMebibytes) },
          { term: 'Disks', value: `${summary.drives}, ${formatBytes(summary.driveBytes)} in all` },
          { term: 'Network ports', value: String(summary.nics) },
          ...(summary.accelerators > 0
            ? [{ term: 'Accelerators', value: String(summary.accelerators) }]
            : []),
        ]),
    {
      term: 'Labels',
      value:
        Object.entries(labels)
          .map(([key, value]) => `${key}=${value}`)
          .join(', ') || 'none',
    },
  ];
}

function Place({ machine }: { machine: MachineDetail }) {
  const { site, location, rack } = machine;
  if (rack === null) return [site, location].filter((part) => part !== null).join(', ') || 'in no rack';
  return (
    <>
      {[site, location].filter((part) => part !== null).map((part) => `${part}, `)}
      <Link to="/racks/$name" params={{ name: rack }}>
        {placeOf(machine)}
      </Link>
    </>
  );
}

function ClassLink({ name }: { name: string | null }) {
  if (name === null) return 'none yet';
  return (
    <Link to="/classes/$name" params={{ name }}>
      {name}
    </Link>
  );
}

export function bmcFacts({ name, bmc, contact, contactReason, contactSince }: MachineDetail): Fact[] {
  const { protocol, address, port, systemId, user, verifyCa } = bmc;
  return [
    { term: 'Address', value: <code>{port === null ? address : `${address}:${port}`}</code> },
    { term: 'Protocol', value: protocol },
    ...(systemId === null ? [] : [{ term: 'System', value: <code>{systemId}</code> }]),
    { term: 'User', value: user ?? unknown },
    { term: 'Certificate', value: verifyCa === false ? 'not checked' : 'checked' },
    { term: 'Lamp', value: <Lamp machine={name} /> },
    {
      term: 'Contact',
      value: (
        <>
          {machineContacts[contact].text} for <TimeSpan from={contactSince} to={null} />
          {contactReason !== null && `: ${contactReason}`}
        </>
      ),
    },
  ];
}

/** By which a person finds the machine. */
function Lamp({ machine }: { machine: string }) {
  const { data, isError } = useQuery(locatorQuery(machine));
  if (isError) return 'its BMC does not say now';
  if (data === undefined) return 'its BMC is asked';
  return data.lit === null ? 'its BMC does not say' : data.lit ? 'lit' : 'out';
}

export function nodeFacts(node: NodeView): Fact[] {
  const { provisionState, targetProvisionState: target, step, maintenance, fault, lastError, seenAt } = node;
  return [
    { term: 'Node', value: <code>{node.node}</code> },
    {
      term: 'Provision state',
      value: target === null ? provisionState : `${provisionState}, on its way to ${target}`,
    },
    ...(step === null ? [] : [{ term: 'Step', value: <code>{step}</code> }]),
    { term: 'Its maintenance', value: maintenance ? (fault ?? 'on') : 'off' },
    { term: 'Seen', value: <TimeAgo at={seenAt} /> },
    ...(lastError === null ? [] : [{ term: 'Last error', value: lastError, isWide: true }]),
  ];
}
