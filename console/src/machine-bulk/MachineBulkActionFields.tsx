import type { UseFormReturn } from 'react-hook-form';
import { CheckField } from '../forms/CheckField.tsx';
import { isPast } from '../forms/moment.ts';
import { SelectField } from '../forms/SelectField.tsx';
import { TextAreaField } from '../forms/TextAreaField.tsx';
import { TextField } from '../forms/TextField.tsx';
import { readLabels } from '../machines/labels.ts';
import { powerChoices, powerTargets } from '../machines/power-targets.ts';
import type { BulkValues } from './actions.ts';

/** What an action has to know besides the machines. */
export function MachineBulkActionFields({ form }: { form: UseFormReturn<BulkValues> }) {
  const { control, register, formState } = form;
  const { errors } = formState;
  const [action, target] = form.watch(['action', 'target']);
  switch (action) {
    case 'power':
      return (
        <SelectField
          label="Power"
          help={powerTargets[target].help}
          control={control}
          name="target"
          options={powerChoices}
        />
      );
    case 'label':
      return (
        <TextAreaField
          label="Labels"
          help="A line each: key=value. 'key=' takes a label away."
          rows={3}
          isRequired
          error={errors.labels}
          field={register('labels', {
            validate: (text) =>
              Object.keys(readLabels(text) ?? {}).length > 0 || 'At least one, a line each: key=value.',
          })}
        />
      );
    case 'set-maintenance':
      return (
        <>
          <Reason form={form} />
          <TextField
            label="Until (optional)"
            help="It then ends by itself."
            type="datetime-local"
            error={errors.until}
            field={register('until', {
              validate: (value) => value === '' || !isPast(value) || 'This is past.',
            })}
          />
        </>
      );
    case 'accept':
    case 'quarantine':
    case 'retire':
      return <Reason form={form} />;
    case 'rescue':
      return (
        <>
          <Reason form={form} />
          <CheckField
            label="Although a host carries instances, or cannot be asked"
            control={control}
            name="force"
          />
        </>
      );
    default:
      return null;
  }
}

function Reason({ form: { register, formState } }: { form: UseFormReturn<BulkValues> }) {
  return (
    <TextAreaField
      label="Reason"
      help="Everybody who looks at one of the machines reads it."
      isRequired
      error={formState.errors.reason}
      field={register('reason', {
        maxLength: { value: 1000, message: 'At most 1000 characters.' },
        validate: (value) => value.trim() !== '' || 'Say why.',
      })}
    />
  );
}
