import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { ActionButton } from '../components/ActionButton.tsx';
import { PageHeading } from '../components/PageHeading.tsx';
import { RouteTabs } from '../components/RouteTabs.tsx';

/** Burn-ins over all machines, and the profiles that they go by. */
export function BurnInsPage() {
  const navigate = useNavigate();
  return (
    <>
      <PageHeading
        title="Burn-in"
        actions={
          <ActionButton permission="hardware.operate" onClick={() => void navigate({ to: '/burn-ins/new' })}>
            Burn in machines
          </ActionButton>
        }
      >
        <p className="tuskar-quiet">
          Tests of new and repaired machines, judged against their siblings by median and MAD.
        </p>
        <RouteTabs
          label="Burn-in"
          tabs={[
            { text: 'Runs', link: { to: '/burn-ins' } },
            { text: 'Profiles', link: { to: '/burn-ins/profiles' } },
          ]}
        />
      </PageHeading>
      <PageSection hasBodyWrapper={false}>
        <Outlet />
      </PageSection>
    </>
  );
}
