import { Alert } from '@patternfly/react-core/dist/dynamic/components/Alert';
import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { query } from '../api/query.ts';
import { PageHeading } from '../components/PageHeading.tsx';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { machineStates } from '../components/states.ts';
import { whyNotBegin } from './actions.ts';
import { MachineDeployForm } from './MachineDeployForm.tsx';

const route = getRouteApi('/shell/machines/$name/deploy');

/** Where the host image goes, what the host will be called and how it is reached: all shown before anything is written. */
export function MachineDeployPage() {
  const params = route.useParams();
  const { name } = params;
  const { data: machine } = useSuspenseQuery(query('machine.show', { params }));
  const choice = useQuery({ ...query('machine.root-disk', { params }), retry: false });
  const unavailable = whyNotBegin('deploy', machine);
  return (
    <>
      <PageHeading
        title={`Deploy ${name}`}
        above={[
          { text: 'Machines', link: { to: '/machines' } },
          { text: name, link: { to: '/machines/$name', params } },
        ]}
        state={<StateLabel look={machineStates[machine.state]} />}
      >
        <p className="tuskar-quiet">
          The host image is written to one disk of the machine, and its system becomes a host as soon as it
          answers.
        </p>
      </PageHeading>
      <PageSection hasBodyWrapper={false} className="tuskar-form-width tuskar-stack">
        {unavailable !== undefined && (
          <Alert variant="warning" isInline title="It cannot be deployed now" component="h2">
            {unavailable}
          </Alert>
        )}
        {choice.error !== null && <ProblemAlert problem={choice.error} />}
        {choice.data !== undefined && (
          <MachineDeployForm name={name} choice={choice.data} unavailable={unavailable} />
        )}
      </PageSection>
    </>
  );
}
