import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { Skeleton } from '@patternfly/react-core/dist/dynamic/components/Skeleton';

const widths = ['35%', '80%', '65%', '75%'];

export function PendingPage() {
  return (
    <PageSection hasBodyWrapper={false} aria-busy>
      {widths.map((width) => (
        <p key={width} className="tuskar-skeleton">
          <Skeleton width={width} screenreaderText="Loading" />
        </p>
      ))}
    </PageSection>
  );
}
