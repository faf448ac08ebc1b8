import type { MachineDetail } from '@tuskar/contract/machine.ts';
import { Button } from '@patternfly/react-core/dist/dynamic/components/Button';
import { Form } from '@patternfly/react-core/dist/dynamic/components/Form';
import { useNavigate } from '@tanstack/react-router';
import { FormProvider, useForm } from 'react-hook-form';
import { useAction } from '../api/use-action.ts';
import { BmcMoreFields, BmcReachFields } from '../bmc/BmcFields.tsx';
import { ActionButton } from '../components/ActionButton.tsx';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { isHeight } from '../forms/checks.ts';
import { TextAreaField } from '../forms/TextAreaField.tsx';
import { TextField } from '../forms/TextField.tsx';
import { whyWorkedOn } from './actions.ts';
import { changeOf, toChangeValues } from './change-values.ts';
import { readLabels } from './labels.ts';

/** What people know of a machine, and how its BMC is reached. What an inspection finds is not typed. */
export function MachineChangeForm({ machine }: { machine: MachineDetail }) {
  const params = { name: machine.name };
  const navigate = useNavigate();
  const back = () => navigate({ to: '/machines/$name', params });
  const form = useForm({ defaultValues: toChangeValues(machine) });
  const { errors } = form.formState;
  const update = useAction('machine.update', { onSuccess: back });
  const submit = form.handleSubmit((values) => update.run({ params, body: changeOf(machine, values) }));
  const worked = whyWorkedOn(machine);
  return (
    <FormProvider {...form}>
      <Form onSubmit={(event) => void submit(event)} noValidate>
        <TextAreaField
          label="Labels"
          help="A line each: key=value. Lists and classes can be narrowed by them."
          rows={3}
          error={errors.labels}
          field={form.register('labels', {
            validate: (text) => readLabels(text) !== undefined || 'A line each: key=value.',
          })}
        />
        <TextAreaField
          label="Note"
          help="For whoever comes after you."
          rows={3}
          error={errors.note}
          field={form.register('note', { maxLength: { value: 4000, message: 'At most 4000 characters.' } })}
        />
        <TextField
          label="Height in rack units"
          error={errors.heightUnits}
          field={form.register('heightUnits', { validate: isHeight })}
        />
        <h2 className="tuskar-section-title">Management controller</h2>
        {worked !== undefined && <p>How it is reached cannot be changed now. {worked}</p>}
        <BmcReachFields passwordHelp="Empty: as it is. What is typed here is sealed; the BMC's own is not changed." />
        <BmcMoreFields />
        {update.error !== null && <ProblemAlert problem={update.error} />}
        <div className="tuskar-actions">
          <ActionButton type="submit" permission="hardware.operate" isLoading={update.isPending}>
            Save
          </ActionButton>
          <Button variant="link" onClick={() => void back()}>
            Back
          </Button>
        </div>
      </Form>
    </FormProvider>
  );
}
