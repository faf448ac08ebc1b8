import type { BlueprintDiff, ImpactLevel } from '@tuskar/contract/cloud.ts';
import { useMemo, useState } from 'react';
import { Empty } from '../components/Empty.tsx';
import { FilterBar, optionsOf, SearchFilter, SelectFilter } from '../components/FilterBar.tsx';
import { impacts } from '../components/states.ts';
import { VirtualRows } from '../components/VirtualRows.tsx';
import { ChangeLine } from './ChangeLine.tsx';
import { changeRows } from './change-rows.ts';
import { HostLine } from './HostLine.tsx';

type ChangeListProps = { hosts: BlueprintDiff['hosts']; hasParent: boolean };

/** Every change on every host, each with its impact, and its diff on request. */
export function ChangeList({ hosts, hasParent }: ChangeListProps) {
  const [text, setText] = useState('');
  const [impact, setImpact] = useState<ImpactLevel>();
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const rows = useMemo(
    () => changeRows(hosts, { filter: { text, impact }, toggled }),
    [hosts, text, impact, toggled],
  );
  const toggle = (key: string, isOpen: boolean) => setToggled(new Map(toggled).set(key, isOpen));
  if (hosts.length === 0) {
    return (
      <Empty title="No changes">
        {hasParent
          ? 'The intent gives what the cloud already is. Executing it restarts nothing.'
          : 'It has no hosts.'}
      </Empty>
    );
  }
  return (
    <section aria-labelledby="changes-title">
      <h2 id="changes-title" className="tuskar-section-title">
        Changes
      </h2>
      <FilterBar>
        <SearchFilter label="Find a file, unit or host" value={text} onChange={setText} />
        <SelectFilter
          label="Impact"
          all="All impacts"
          value={impact}
          options={optionsOf(impacts)}
          onChange={setImpact}
        />
      </FilterBar>
      {rows.length === 0 && <Empty title="No such change">No change fits the filter.</Empty>}
      <VirtualRows label="Changes" rows={rows} keyOf={({ key }) => key} estimate={() => 40}>
        {(row) =>
          row.kind === 'host' ? (
            <HostLine row={row} onToggle={(isOpen) => toggle(row.key, isOpen)} />
          ) : (
            <ChangeLine row={row} onToggle={(isOpen) => toggle(row.key, isOpen)} />
          )
        }
      </VirtualRows>
    </section>
  );
}
