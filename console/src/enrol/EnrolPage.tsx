import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { Outlet } from '@tanstack/react-router';
import { PageHeading } from '../components/PageHeading.tsx';
import { RouteTabs } from '../components/RouteTabs.tsx';

/** The ways in which a machine becomes known. */
export function EnrolPage() {
  return (
    <>
      <PageHeading title="Enrol machines" above={[{ text: 'Machines', link: { to: '/machines' } }]}>
        <p className="tuskar-quiet">
          A machine is enrolled by its BMC: it is registered with the bare-metal service, its BMC is reached,
          and then it is inspected.
        </p>
        <RouteTabs
          label="Ways to enrol machines"
          tabs={[
            { text: 'One machine', link: { to: '/enrol' } },
            { text: 'From a file', link: { to: '/enrol/file' } },
            { text: 'By a scan', link: { to: '/enrol/scan' } },
            { text: 'Unclaimed nodes', link: { to: '/enrol/unclaimed' } },
          ]}
        />
      </PageHeading>
      <PageSection hasBodyWrapper={false}>
        <Outlet />
      </PageSection>
    </>
  );
}
