import type { ImportPreview } from '@tuskar/contract/machine-import.ts';
import { Form } from '@patternfly/react-core/dist/dynamic/components/Form';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { countOf } from '../components/count.ts';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { CheckField } from '../forms/CheckField.tsx';
import { TextField } from '../forms/TextField.tsx';
import { notify } from '../shell/toasts.ts';
import type { Provider } from './providers.ts';

export type ImportedFile = { file: string; content: string; provider: Provider };

export function ImportRun({ preview, file }: { preview: ImportPreview; file: ImportedFile }) {
  const navigate = useNavigate();
  const form = useForm({ defaultValues: { inspect: true, atOnce: '16' } });
  const enrol = useAction('machine-import.run', {
    onSuccess: async ({ operation, known }) => {
      if (operation !== null) {
        await navigate({ to: '/operations/$id', params: { id: operation.id } });
        return;
      }
      notify({
        tone: 'success',
        title: 'Nothing was new',
        detail: `${countOf(known.length, 'machine')} of the file are known already, and stay as they are.`,
      });
    },
  });
  const submit = form.handleSubmit(({ inspect, atOnce }) =>
    enrol.run({ body: { ...file, inspect, atOnce: Number(atOnce) } }),
  );
  return (
    <Form className="tuskar-form-width" onSubmit={(event) => void submit(event)} noValidate>
      <CheckField
        label="Inspect each as soon as its BMC has answered"
        control={form.control}
        name="inspect"
      />
      <TextField
        label="How many at once"
        error={form.formState.errors.atOnce}
        field={form.register('atOnce', {
          validate: (text) =>
            (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 500) || 'From 1 to 500.',
        })}
      />
      {enrol.error !== null && <ProblemAlert problem={enrol.error} />}
      <div className="tuskar-actions">
        <ActionButton
          type="submit"
          permission="hardware.operate"
          unavailable={preview.added === 0 ? 'No machine of the file is new.' : undefined}
          isLoading={enrol.isPending}
        >
          Enrol {countOf(preview.added, 'machine')}
        </ActionButton>
      </div>
    </Form>
  );
}
