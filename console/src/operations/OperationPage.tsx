import { PageSection } from '@patternfly/react-core/dist/dynamic/components/Page';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { query } from '../api/query.ts';
import { PageHeading } from '../components/PageHeading.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { operationStates } from '../components/states.ts';
import { LogPanel } from './LogPanel.tsx';
import { operationLogQuery } from './log.ts';
import { OperationActions } from './OperationActions.tsx';
import { OperationFailure } from './OperationFailure.tsx';
import { OperationSummary } from './OperationSummary.tsx';
import { StepTree } from './StepTree.tsx';

const route = getRouteApi('/shell/operations/$id');

export function OperationPage() {
  const params = route.useParams();
  const queryClient = useQueryClient();
  const { data: operation } = useSuspenseQuery(query('operation.show', { params }));
  const { data: log } = useSuspenseQuery(operationLogQuery(queryClient, params.id));
  const [step, setStep] = useState<string>();
  return (
    <>
      <PageHeading
        title={operation.title}
        above={[{ text: 'Operations', link: { to: '/operations' } }]}
        state={<StateLabel look={operationStates[operation.state]} />}
        actions={<OperationActions operation={operation} />}
      >
        <OperationSummary operation={operation} />
      </PageHeading>
      <PageSection hasBodyWrapper={false}>
        <OperationFailure operation={operation} onShowLog={setStep} />
        <div className="tuskar-operation">
          <section aria-labelledby="steps-title">
            <h2 id="steps-title" className="tuskar-section-title">
              Steps
            </h2>
            <StepTree steps={operation.stepList} chosen={step} onChoose={setStep} />
          </section>
          <section aria-labelledby="log-title" className="tuskar-operation-log">
            <LogPanel
              lines={log.lines}
              steps={operation.stepList}
              step={step}
              onStep={setStep}
              isGrowing={operation.endedAt === null}
              fileName={`${operation.id}.log`}
            />
          </section>
        </div>
      </PageSection>
    </>
  );
}
