import type { BurnInTestKind } from '@tuskar/contract/burn-in-test.ts';
import type { UseFormReturn } from 'react-hook-form';
import { CheckField } from '../forms/CheckField.tsx';
import { FieldRow } from '../forms/FieldRows.tsx';
import { SelectField } from '../forms/SelectField.tsx';
import { TextField } from '../forms/TextField.tsx';
import { type ProfileValues, units } from './profile-values.ts';
import { testNames } from './test-names.ts';

type ProfileTestFieldsProps = {
  kind: BurnInTestKind;
  index: number;
  form: UseFormReturn<ProfileValues>;
  /** Absent on the last one: a profile tests something. */
  onRemove: (() => void) | undefined;
};

const longestSeconds = 30 * 86_400;

export function ProfileTestFields({ kind, index, form, onRemove }: ProfileTestFieldsProps) {
  const { register, control, formState } = form;
  const errors = formState.errors.tests?.[index];
  const at = `tests.${index}` as const;
  return (
    <FieldRow title={testNames[kind]} onRemove={onRemove}>
      <TextField
        label={kind === 'smart' || kind === 'gpu' ? 'At most' : 'For'}
        type="number"
        isRequired
        error={errors?.amount}
        field={register(`${at}.amount`, {
          validate: (amount, { tests }) => {
            const seconds = Number(amount) * Number(tests[index]?.unit);
            return (seconds >= 1 && seconds <= longestSeconds) || 'Between one second and 30 days.';
          },
        })}
      />
      <SelectField label="Unit" control={control} name={`${at}.unit`} options={units} />
      {kind === 'memory' && (
        <TextField
          label="Percent of all memory"
          type="number"
          isRequired
          error={errors?.percent}
          field={register(`${at}.percent`, {
            min: { value: 1, message: 'At least 1.' },
            max: { value: 98, message: 'At most 98: the agent needs some itself.' },
          })}
        />
      )}
      {kind === 'smart' && (
        <SelectField
          label="Self-test"
          control={control}
          name={`${at}.self`}
          options={[
            { value: 'short', text: 'short' },
            { value: 'long', text: 'long' },
          ]}
        />
      )}
      {kind === 'disk' && (
        <CheckField
          label="Write, too"
          help="What is on the disks is destroyed."
          control={control}
          name={`${at}.writes`}
        />
      )}
    </FieldRow>
  );
}
