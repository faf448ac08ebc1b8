import type { ScanCandidate } from '@tuskar/contract/machine-scan.ts';
import { Checkbox } from '@patternfly/react-core/dist/dynamic/components/Checkbox';
import { TextInput } from '@patternfly/react-core/dist/dynamic/components/TextInput';
import { Link, useNavigate } from '@tanstack/react-router';
import { Name } from '@tuskar/contract/fields.ts';
import { useState } from 'react';
import { useAction } from '../api/use-action.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { countOf } from '../components/count.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { fits } from '../forms/checks.ts';
import { candidateKey, suggestedName } from './scan-found.ts';

type Choice = { isChosen: boolean; name: string };

type ScanCandidatesProps = {
  scan: string;
  candidates: ScanCandidate[];
  /** Its credentials are kept no longer. */
  isStale: boolean;
};

/** What the scan found; those that are new are chosen, named, and enrolled. */
export function ScanCandidates({ scan, candidates, isStale }: ScanCandidatesProps) {
  const navigate = useNavigate();
  const fresh = candidates.filter(({ state }) => state === 'new');
  const [changes, setChanges] = useState<Record<string, Partial<Choice>>>({});
  const [inspect, setInspect] = useState(true);
  const enrol = useAction('machine-scan.enrol', {
    onSuccess: ({ id }) => navigate({ to: '/operations/$id', params: { id } }),
  });
  const choiceOf = (one: ScanCandidate): Choice => ({
    isChosen: true,
    name: suggestedName(one),
    ...changes[candidateKey(one)],
  });
  const change = (one: ScanCandidate, to: Partial<Choice>) =>
    setChanges((before) => ({ ...before, [candidateKey(one)]: { ...before[candidateKey(one)], ...to } }));
  const chosen = fresh.filter((one) => choiceOf(one).isChosen);
  const faults = faultsIn(chosen.map((one) => choiceOf(one).name));
  const run = () =>
    enrol.run({
      params: { id: scan },
      body: {
        inspect,
        machines: chosen.map((one) => ({
          name: choiceOf(one).name,
          address: one.address,
          systemId: one.systemId ?? '',
        })),
      },
    });

  const choosing: Column<ScanCandidate>[] = [
    {
      header: 'Enrol',
      width: 10,
      cell: (one) =>
        one.state === 'new' ? (
          <Checkbox
            id={`choose ${candidateKey(one)}`}
            aria-label={`Enrol ${one.address}`}
            isChecked={choiceOf(one).isChosen}
            onChange={(_, isChosen) => change(one, { isChosen })}
          />
        ) : (
          '—'
        ),
    },
    {
      header: 'Name',
      width: 20,
      cell: (one) =>
        one.state === 'new' ? (
          <TextInput
            aria-label={`Name of ${one.address}`}
            value={choiceOf(one).name}
            isDisabled={!choiceOf(one).isChosen}
            validated={choiceOf(one).isChosen && faults.has(choiceOf(one).name) ? 'error' : 'default'}
            onChange={(_, name) => change(one, { name })}
          />
        ) : (
          <Known candidate={one} />
        ),
    },
  ];
  return (
    <>
      {enrol.error !== null && <ProblemAlert problem={enrol.error} />}
      <DataTable
        label="BMCs that were found"
        columns={[...choosing, ...columns]}
        rows={candidates}
        keyOf={candidateKey}
      />
      {fresh.length > 0 && (
        <>
          {[...faults].map(([name, fault]) => (
            <p key={name} role="status">
              <strong>{name === '' ? 'A machine without a name' : name}</strong>: {fault}
            </p>
          ))}
          <Checkbox
            id="inspect"
            label="Inspect each as soon as its BMC has answered"
            isChecked={inspect}
            onChange={(_, isChecked) => setInspect(isChecked)}
          />
          <div className="tuskar-actions">
            <ActionButton
              permission="hardware.operate"
              unavailable={isStale ? stale : whyNot(chosen.length, faults.size)}
              isLoading={enrol.isPending}
              onClick={run}
            >
              Enrol {countOf(chosen.length, 'machine')}
            </ActionButton>
          </div>
        </>
      )}
    </>
  );
}

const columns: Column<ScanCandidate>[] = [
  { header: 'BMC', isName: true, width: 20, cell: ({ address }) => <code>{address}</code> },
  { header: 'Maker', cell: ({ vendor }) => vendor ?? '—' },
  { header: 'Model', cell: ({ model }) => model ?? '—' },
  { header: 'Serial number', cell: ({ serial }) => serial ?? '—' },
  { header: 'Let in', cell: ({ user }) => user ?? '—' },
];

function Known({ candidate: { state, machine } }: { candidate: ScanCandidate }) {
  if (machine !== null) {
    return (
      <Link to="/machines/$name" params={{ name: machine }}>
        {machine}
      </Link>
    );
  }
  return state === 'closed' ? (
    <StateLabel
      look={{ text: 'Let nobody in', tone: 'attention' }}
      title="No user and password of the scan was right. Scan it again with others."
    />
  ) : null;
}

const stale = 'The credentials of a scan are kept for a day. Scan again.';

/** What is wrong with names, by name. */
function faultsIn(names: string[]): Map<string, string> {
  const faults = new Map<string, string>();
  const seen = new Set<string>();
  for (const name of names) {
    const answer = fits(Name)(name);
    if (answer !== true) faults.set(name, answer);
    else if (seen.has(name)) faults.set(name, 'Two machines have this name.');
    seen.add(name);
  }
  return faults;
}

function whyNot(chosen: number, faults: number): string | undefined {
  if (chosen === 0) return 'Choose at least one machine.';
  return faults > 0 ? 'Correct the names first.' : undefined;
}
