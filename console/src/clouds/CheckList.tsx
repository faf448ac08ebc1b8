import type { VerificationCheck } from '@tuskar/contract/cloud.ts';
import { useState } from 'react';
import { countOf, formatCount } from '../components/count.ts';
import { formatSeconds } from '../components/duration.ts';
import { FilterBar, optionsOf, SearchFilter, SelectFilter } from '../components/FilterBar.tsx';
import { checkStates } from '../components/states.ts';
import { ToneIcon } from '../components/ToneIcon.tsx';
import { VirtualRows } from '../components/VirtualRows.tsx';

const manyChecks = 20;

/** Test by test what was tried, how long it took, and what it said. */
export function CheckList({ checks }: { checks: VerificationCheck[] }) {
  const [state, setState] = useState<VerificationCheck['state']>();
  const [text, setText] = useState('');
  const rows = checks.filter(
    (check) =>
      (state === undefined || check.state === state) &&
      `${check.title} ${check.name}`.toLowerCase().includes(text.toLowerCase()),
  );
  return (
    <>
      {checks.length > manyChecks && (
        <FilterBar count={`${formatCount(rows.length)} of ${countOf(checks.length, 'check')}`}>
          <SearchFilter label="Find a check" value={text} onChange={setText} />
          <SelectFilter
            label="State"
            all="All states"
            value={state}
            options={optionsOf(checkStates)}
            onChange={setState}
          />
        </FilterBar>
      )}
      {checks.length === 0 ? (
        <p className="tuskar-quiet">Its checks are not known yet.</p>
      ) : (
        <VirtualRows label="Checks" rows={rows} keyOf={({ name }) => name} estimate={() => 34}>
          {(check) => <CheckLine check={check} />}
        </VirtualRows>
      )}
    </>
  );
}

function CheckLine({ check }: { check: VerificationCheck }) {
  const { title, state, seconds, output } = check;
  const head = (
    <>
      <ToneIcon tone={checkStates[state].tone} />
      <span className="pf-v6-screen-reader">{checkStates[state].text}: </span>
      <span className="tuskar-check-title">{title}</span>
      <span className="tuskar-step-clock">
        {seconds === null ? checkStates[state].text : formatSeconds(seconds)}
      </span>
    </>
  );
  if (output === null || output === '') return <div className="tuskar-check">{head}</div>;
  return (
    <details open={state === 'failed'}>
      <summary className="tuskar-check">{head}</summary>
      <pre className="tuskar-output" tabIndex={0} aria-label={`Output of ${title}`}>
        {output}
      </pre>
    </details>
  );
}
