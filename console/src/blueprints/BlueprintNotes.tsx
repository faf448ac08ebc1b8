import type { Blueprint } from '@tuskar/contract/cloud.ts';
import { Alert } from '@patternfly/react-core/dist/dynamic/components/Alert';

/** Why it is in its state, and what in the intent works and yet should change. */
export function BlueprintNotes({ blueprint: { state, stateReason, warnings } }: { blueprint: Blueprint }) {
  return (
    <>
      {stateReason !== null && (
        <Alert isInline component="h2" variant={state === 'failed' ? 'danger' : 'info'} title={stateReason} />
      )}
      {warnings.length > 0 && (
        <Alert isInline component="h2" variant="warning" title="Overrides that should change">
          <ul>
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Alert>
      )}
    </>
  );
}
