import type { Image } from '@tuskar/contract/image.ts';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { useAction } from '../api/use-action.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { formatCount } from '../components/count.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { formatSeconds } from '../components/duration.ts';
import { Empty } from '../components/Empty.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { TimeAgo } from '../components/Time.tsx';
import { notifyProblem } from '../shell/notify-problem.ts';
import { formatFileBytes } from '../components/amounts.ts';

const columns: Column<Image>[] = [
  {
    header: 'Image',
    isName: true,
    width: 25,
    cell: ({ id }) => (
      <Link to="/images/$id" params={{ id }}>
        {id}
      </Link>
    ),
  },
  { header: 'Debian', cell: ({ base }) => base },
  { header: 'OpenStack', cell: ({ openstack }) => openstack },
  { header: 'Packages', cell: ({ packages }) => formatCount(packages) },
  { header: 'Size', cell: ({ bytes }) => formatFileBytes(bytes) },
  { header: 'Build took', cell: ({ buildSeconds }) => formatSeconds(buildSeconds) },
  { header: 'Built', cell: ({ createdAt }) => <TimeAgo at={createdAt} /> },
  { header: 'Used by', cell: ({ usedBy }) => (usedBy.length === 0 ? '—' : usedBy.join(', ')) },
];

export function ImagesPage() {
  const { items } = useSuspenseQuery(query('image.list')).data;
  const navigate = useNavigate();
  const build = useAction('image.build', {
    onSuccess: ({ id }) => navigate({ to: '/operations/$id', params: { id } }),
    onError: notifyProblem,
  });
  return (
    <>
      <PageHeading
        title="Images"
        actions={
          <ActionButton
            permission="image.build"
            hint="Builds the host image from its recipe; one that exists is not built again."
            isLoading={build.isPending}
            onClick={() => build.run({ body: {} })}
          >
            Build the host image
          </ActionButton>
        }
      >
        <p className="tuskar-quiet">The root file systems that hosts boot, each with its manifest.</p>
      </PageHeading>
      <PageSection hasBodyWrapper={false}>
        {items.length === 0 ? (
          <Empty title="No image yet" command="tuskar image build">
            Every host boots an image with all packages in it. Build one here, or on the machine that Tuskar
            runs on:
          </Empty>
        ) : (
          <DataTable label="Images" columns={columns} rows={items} keyOf={({ id }) => id} />
        )}
      </PageSection>
    </>
  );
}
