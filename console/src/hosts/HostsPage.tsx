import type { HostRole } from '@tuskar/contract/host.ts';
import { HostRole as Roles } from '@tuskar/contract/host.ts';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useEveryPage } from '../api/every-page.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { countOf, formatCount } from '../components/count.ts';
import { Empty } from '../components/Empty.tsx';
import { FilterBar, optionsOf, SearchFilter, SelectFilter } from '../components/FilterBar.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { hostStates } from '../components/states.ts';
import { filterHosts, type HostFilter } from './filter.ts';
import { HostTable } from './HostTable.tsx';
import { everyHostQuery } from './queries.ts';

export function HostsPage() {
  const { rows, isComplete } = useEveryPage(everyHostQuery);
  const [filter, setFilter] = useState<HostFilter>({ text: '' });
  const navigate = useNavigate();
  const shown = useMemo(() => filterHosts(rows, filter), [rows, filter]);
  const clouds = useMemo(() => [...new Set(rows.flatMap(({ cloud }) => cloud ?? []))].sort(), [rows]);
  const total = `${countOf(rows.length, 'host')}${isComplete ? '' : ', loading more'}`;
  return (
    <>
      <PageHeading
        title="Hosts"
        actions={
          <ActionButton permission="host.operate" onClick={() => void navigate({ to: '/hosts/new' })}>
            Register a server
          </ActionButton>
        }
      />
      <PageSection hasBodyWrapper={false}>
        {rows.length === 0 ? (
          <Empty title="No host yet" command="tuskar lab up">
            Register a server that somebody else installed, or bring up virtual hosts on the machine that
            Tuskar runs on:
          </Empty>
        ) : (
          <>
            <FilterBar
              count={shown.length === rows.length ? total : `${formatCount(shown.length)} of ${total}`}
            >
              <SearchFilter
                label="Find a host"
                value={filter.text}
                onChange={(text) => setFilter({ ...filter, text })}
              />
              <SelectFilter
                label="State"
                all="All states"
                value={filter.state}
                options={optionsOf(hostStates)}
                onChange={(state) => setFilter({ ...filter, state })}
              />
              <SelectFilter<HostRole>
                label="Role"
                all="All roles"
                value={filter.role}
                options={Roles.options.map((role) => ({ value: role, text: role }))}
                onChange={(role) => setFilter({ ...filter, role })}
              />
              {clouds.length > 1 && (
                <SelectFilter
                  label="Cloud"
                  all="All clouds"
                  value={filter.cloud}
                  options={clouds.map((cloud) => ({ value: cloud, text: cloud }))}
                  onChange={(cloud) => setFilter({ ...filter, cloud })}
                />
              )}
            </FilterBar>
            {shown.length === 0 ? (
              <Empty title="No such host">No host fits the filter.</Empty>
            ) : (
              <HostTable hosts={shown} />
            )}
          </>
        )}
      </PageSection>
    </>
  );
}
