import { Button } from '@patternfly/react-core/dist/dynamic/components/Button';
import { useBlocker } from '@tanstack/react-router';
import { useId, useRef, useState } from 'react';
import { ActionButton } from '../components/ActionButton.tsx';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { IntentText } from './IntentText.tsx';

type IntentEditorProps = {
  /** What it begins with, and what Undo goes back to. */
  initial: string;
  isPending: boolean;
  error: Error | null;
  onPlan: (intent: string) => void;
};

/** cloud.yaml to edit, to open from a file, and to plan. */
export function IntentEditor({ initial, isPending, error, onPlan }: IntentEditorProps) {
  const [text, setText] = useState(initial);
  const fileInput = useRef<HTMLInputElement>(null);
  const id = useId();
  const isChanged = text !== initial;
  useBlocker({
    shouldBlockFn: () =>
      isChanged && !isPending && !confirm('Leave the page and lose the changes to the intent?'),
    enableBeforeUnload: () => isChanged,
    disabled: !isChanged,
  });
  return (
    <div className="tuskar-stack">
      {error !== null && <ProblemAlert problem={error} />}
      <IntentText id={id} value={text} onChange={setText} />
      <div className="tuskar-actions">
        <ActionButton
          permission="cloud.plan"
          unavailable={text.trim() === '' ? 'Write the intent, or open it from a file.' : undefined}
          hint="Compiles the intent into a blueprint; nothing is touched."
          isLoading={isPending}
          onClick={() => onPlan(text)}
        >
          Plan
        </ActionButton>
        <Button variant="secondary" onClick={() => fileInput.current?.click()}>
          Open a file
        </Button>
        <Button variant="link" isDisabled={!isChanged} onClick={() => setText(initial)}>
          Undo the changes
        </Button>
        <input
          ref={fileInput}
          type="file"
          accept=".yaml,.yml,text/yaml"
          hidden
          aria-label="File with the intent"
          onChange={(event) => void event.target.files?.[0]?.text().then(setText)}
        />
      </div>
    </div>
  );
}
