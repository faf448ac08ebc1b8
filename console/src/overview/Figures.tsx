import type { Cloud } from '@tuskar/contract/cloud.ts';
import type { Host } from '@tuskar/contract/host.ts';
import type { Image } from '@tuskar/contract/image.ts';
import type { MachineState } from '@tuskar/contract/machine.ts';
import type { MachineFacets } from '@tuskar/contract/machine-filter.ts';
import type { Operation } from '@tuskar/contract/operation.ts';
import { Link, type LinkProps } from '@tanstack/react-router';
import { formatCount } from '../components/count.ts';
import { underWay } from '../operations/queries.ts';

type FiguresProps = {
  clouds: Cloud[];
  hosts: Host[];
  machines: MachineFacets;
  images: Image[];
  operations: Operation[];
};

/** How much there is of what, each the way to it. */
export function Figures({ clouds, hosts, machines, images, operations }: FiguresProps) {
  const reachable = hosts.filter(({ state }) => state === 'reachable').length;
  const running = underWay(operations).length;
  return (
    <ul className="tuskar-figures" aria-label="Figures">
      <Figure to="/clouds" value={clouds.length} noun={['cloud', 'clouds']} />
      <Figure
        to="/hosts"
        value={hosts.length}
        noun={['host', 'hosts']}
        note={hosts.length === 0 ? '' : `${formatCount(reachable)} reachable`}
      />
      <Figure
        to="/machines"
        value={machines.total}
        noun={['machine', 'machines']}
        note={machines.total === 0 ? '' : `${formatCount(inState(machines, 'ready'))} ready`}
      />
      <Figure to="/images" value={images.length} noun={['image', 'images']} />
      <Figure to="/operations" value={running} noun={['operation running', 'operations running']} />
    </ul>
  );
}

function inState({ facets }: MachineFacets, state: MachineState): number {
  return facets.state.find(({ value }) => value === state)?.count ?? 0;
}

type FigureProps = {
  to: NonNullable<LinkProps['to']>;
  value: number;
  noun: [one: string, many: string];
  note?: string;
};

function Figure({ to, value, noun: [one, many], note = '' }: FigureProps) {
  return (
    <li>
      <Link to={to}>
        <span className="tuskar-figure">{formatCount(value)}</span> {value === 1 ? one : many}
        {note !== '' && <span className="tuskar-quiet"> {note}</span>}
      </Link>
    </li>
  );
}
