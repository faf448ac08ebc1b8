import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { getRouteApi, Link } from '@tanstack/react-router';
import { countOf } from '../components/count.ts';
import { Empty } from '../components/Empty.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { MachineBulkForm } from './MachineBulkForm.tsx';
import { describeFilter, selectorOf } from './selection.ts';

const route = getRouteApi('/shell/machine-bulk');

/** The same for many machines: what, to which, and which are left out is seen before it is done. */
export function MachineBulkPage() {
  const { names, ...filter } = route.useSearch();
  const selector = selectorOf({ ...filter, ...(names === undefined ? {} : { names }) });
  return (
    <>
      <PageHeading title="Act on many machines" above={[{ text: 'Machines', link: { to: '/machines' } }]}>
        {selector !== undefined && (
          <p className="tuskar-quiet">
            {names === undefined
              ? `All that fit: ${describeFilter(filter)}.`
              : `${countOf(names.length, 'machine')}, ticked by hand.`}{' '}
            <Link to="/machines" search={filter}>
              Choose others
            </Link>
          </p>
        )}
      </PageHeading>
      <PageSection hasBodyWrapper={false}>
        {selector === undefined ? (
          <Empty title="Which machines?" actions={<Link to="/machines">Choose machines</Link>}>
            Tick machines in their list, or narrow the list down to those that are meant.
          </Empty>
        ) : (
          <MachineBulkForm selector={selector} filter={filter} />
        )}
      </PageSection>
    </>
  );
}
