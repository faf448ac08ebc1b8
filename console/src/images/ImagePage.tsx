import type { ImageDetail } from '@tuskar/contract/image.ts';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { query } from '../api/query.ts';
import { countOf, formatCount } from '../components/count.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { formatSeconds } from '../components/duration.ts';
import { type Fact, Facts } from '../components/Facts.tsx';
import { FilterBar, SearchFilter } from '../components/FilterBar.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { TimeAgo } from '../components/Time.tsx';
import { formatFileBytes } from '../components/amounts.ts';

const route = getRouteApi('/shell/images/$id');

type Package = { name: string; version: string };

const columns: Column<Package>[] = [
  { header: 'Package', isName: true, width: 50, cell: ({ name }) => name },
  { header: 'Version', cell: ({ version }) => <code>{version}</code> },
];

export function ImagePage() {
  const params = route.useParams();
  const { data: image } = useSuspenseQuery(query('image.show', { params }));
  const [text, setText] = useState('');
  const packages = useMemo(
    () => Object.entries(image.packageVersions).map(([name, version]): Package => ({ name, version })),
    [image.packageVersions],
  );
  const shown = packages.filter(({ name }) => name.includes(text.trim().toLowerCase()));
  return (
    <>
      <PageHeading title={image.id} above={[{ text: 'Images', link: { to: '/images' } }]}>
        <Facts facts={factsOf(image)} />
      </PageHeading>
      <PageSection hasBodyWrapper={false}>
        <h2 className="tuskar-section-title">Packages</h2>
        <FilterBar count={`${formatCount(shown.length)} of ${countOf(packages.length, 'package')}`}>
          <SearchFilter label="Find a package" value={text} onChange={setText} />
        </FilterBar>
        <DataTable label="Packages" columns={columns} rows={shown} keyOf={({ name }) => name} />
      </PageSection>
    </>
  );
}

function factsOf(image: ImageDetail): Fact[] {
  const { recipe, base, openstack, bytes, buildSeconds, createdAt, usedBy, optionSchemas, databases } = image;
  return [
    { term: 'Recipe', value: recipe },
    { term: 'Debian', value: base },
    { term: 'OpenStack', value: openstack },
    { term: 'Size', value: formatFileBytes(bytes) },
    {
      term: 'Built',
      value: (
        <>
          <TimeAgo at={createdAt} />, took {formatSeconds(buildSeconds)}
        </>
      ),
    },
    {
      term: 'Used by',
      value:
        usedBy.length === 0
          ? 'No cloud'
          : usedBy.map((name) => (
              <Link key={name} to="/clouds/$name" params={{ name }}>
                {name}
              </Link>
            )),
    },
    {
      term: 'Option schemas',
      isWide: true,
      value: optionSchemas.map(({ service, options }) => `${service} (${options})`).join(', ') || 'None',
    },
    { term: 'Database schemas', value: databases.join(', ') || 'None', isWide: true },
  ];
}
