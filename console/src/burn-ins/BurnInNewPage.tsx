import type { Machine } from '@tuskar/contract/machine.ts';
import { Checkbox } from '@patternfly/react-core/dist/dynamic/components/Checkbox';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ActionButton } from '../components/ActionButton.tsx';
import { countOf } from '../components/count.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { Empty } from '../components/Empty.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { TimeAgo } from '../components/Time.tsx';
import { placeOf } from '../machines/MachineTable.tsx';
import { BurnInDialog } from './BurnInDialog.tsx';
import { CandidateFilter } from './CandidateFilter.tsx';
import { candidatesQuery } from './candidates.ts';

const route = getRouteApi('/shell/burn-ins/new');

/** Machines are chosen by state, class and rack, all at first; then a profile is. */
export function BurnInNewPage() {
  const search = route.useSearch();
  const { items, nextCursor } = useSuspenseQuery(candidatesQuery(search)).data;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isAsking, setAsking] = useState(false);
  const free = items.filter(({ operation, maintenance }) => operation === null && maintenance === null);
  const chosen = free.filter(({ name }) => !left.has(name)).map(({ name }) => name);
  const choose = (names: string[], isChosen: boolean) =>
    setLeft((before) =>
      isChosen
        ? new Set([...before].filter((name) => !names.includes(name)))
        : new Set([...before, ...names]),
    );
  return (
    <>
      <PageHeading
        title="Burn in machines"
        above={[{ text: 'Burn-in', link: { to: '/burn-ins' } }]}
        actions={
          <ActionButton
            permission="hardware.operate"
            unavailable={chosen.length === 0 ? 'No machine is chosen.' : undefined}
            onClick={() => setAsking(true)}
          >
            Burn in {countOf(chosen.length, 'machine')}
          </ActionButton>
        }
      >
        <p className="tuskar-quiet">
          Those of one class and rack test their network with each other, so it is worth taking them together.
        </p>
      </PageHeading>
      <PageSection hasBodyWrapper={false}>
        <CandidateFilter
          search={search}
          count={
            nextCursor === null ? countOf(items.length, 'machine') : `the first ${items.length} machines`
          }
        />
        {items.length === 0 ? (
          <Empty title="No such machine" command="tuskar machine inspect m1">
            No machine in this state fits. New machines can be burnt in once they are inspected:
          </Empty>
        ) : (
          <>
            <Checkbox
              id="every-machine"
              label="All of them"
              isDisabled={free.length === 0}
              isChecked={
                free.length > 0 && chosen.length === free.length ? true : chosen.length === 0 ? false : null
              }
              onChange={(_, checked) =>
                choose(
                  free.map(({ name }) => name),
                  checked,
                )
              }
            />
            <DataTable
              label="Machines to burn in"
              columns={columnsOf({ left, choose })}
              rows={items}
              keyOf={({ name }) => name}
            />
          </>
        )}
      </PageSection>
      {isAsking && <BurnInDialog machines={chosen} onClose={() => setAsking(false)} />}
    </>
  );
}

type Choice = { left: ReadonlySet<string>; choose: (names: string[], isChosen: boolean) => void };

function columnsOf({ left, choose }: Choice): Column<Machine>[] {
  return [
    {
      header: 'Machine',
      isName: true,
      width: 25,
      cell: ({ name, operation, maintenance }) => {
        const isBusy = operation !== null || maintenance !== null;
        return (
          <Checkbox
            id={`choose-${name}`}
            label={name}
            isDisabled={isBusy}
            isChecked={!isBusy && !left.has(name)}
            onChange={(_, checked) => choose([name], checked)}
            {...(isBusy
              ? { description: operation === null ? 'in maintenance' : 'an operation works on it' }
              : {})}
          />
        );
      },
    },
    { header: 'Class', cell: ({ class: of }) => of ?? '—' },
    { header: 'Place', cell: (machine) => placeOf(machine) ?? '—' },
    { header: 'Model', width: 20, cell: ({ model }) => model ?? '—' },
    { header: 'In this state', cell: ({ stateSince }) => <TimeAgo at={stateSince} /> },
    {
      header: 'Look',
      cell: ({ name }) => (
        <Link to="/machines/$name" params={{ name }} aria-label={`Look at ${name}`}>
          Look
        </Link>
      ),
    },
  ];
}
