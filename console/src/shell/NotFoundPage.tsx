import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { Link } from '@tanstack/react-router';
import { Empty } from '../components/Empty.tsx';
import { PageHeading } from '../components/PageHeading.tsx';

export function NotFoundPage() {
  return (
    <>
      <PageHeading title="No such page" />
      <PageSection hasBodyWrapper={false}>
        <Empty title="Nothing is at this address" actions={<Link to="/">Go to the overview</Link>}>
          The address may be mistyped, or from another version of Tuskar.
        </Empty>
      </PageSection>
    </>
  );
}
