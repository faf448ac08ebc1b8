import type { UseFormReturn } from 'react-hook-form';
import { TextField } from '../forms/TextField.tsx';
import type { ClassValues } from './class-values.ts';

type Rule = Exclude<keyof ClassValues, 'name' | 'description' | 'priority' | 'parts' | 'firmware' | 'limits'>;

const rules: { name: Rule; label: string; help?: string; isNumber?: true }[] = [
  { name: 'manufacturer', label: 'Maker' },
  { name: 'model', label: 'Model' },
  { name: 'processorModel', label: 'Processor model' },
  { name: 'processors', label: 'Processors', isNumber: true },
  { name: 'memoryAtLeast', label: 'Memory at least', help: 'GiB', isNumber: true },
  { name: 'memoryAtMost', label: 'Memory at most', help: 'GiB', isNumber: true },
  { name: 'diskCount', label: 'Disks', isNumber: true },
  { name: 'diskModel', label: 'Disk model' },
  { name: 'nics', label: 'Network ports', isNumber: true },
  { name: 'accelerators', label: 'Accelerators', help: 'GPUs, too', isNumber: true },
  { name: 'acceleratorModel', label: 'Accelerator model' },
  { name: 'label', label: 'Label', help: 'key or key=value' },
];

/** Which machines belong to the class. */
export function ClassRuleFields({ form }: { form: UseFormReturn<ClassValues> }) {
  const { register, formState } = form;
  return (
    <fieldset className="tuskar-field-set" aria-describedby="class-rules-help">
      <legend>Which machines belong to it</legend>
      <p id="class-rules-help" className="tuskar-quiet tuskar-field-set-wide">
        All that is filled in must fit. In texts, * stands for anything.
      </p>
      {rules.map(({ name, label, help, isNumber = false }) => (
        <TextField
          key={name}
          label={label}
          autoComplete="off"
          {...(help === undefined ? {} : { help })}
          {...(isNumber ? { type: 'number' } : {})}
          error={formState.errors[name]}
          field={register(name, isNumber ? { min: { value: 0, message: 'At least 0.' } } : {})}
        />
      ))}
    </fieldset>
  );
}
