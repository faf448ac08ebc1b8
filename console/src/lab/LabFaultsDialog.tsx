import { type LabFaultName, labFaults } from '@tuskar/contract/lab-faults.ts';
import { type LabMachine, labFaultNames } from '@tuskar/contract/lab-machine.ts';
import { Checkbox } from '@patternfly/react-core/dist/dynamic/components/Checkbox';
import { TextInput } from '@patternfly/react-core/dist/dynamic/components/TextInput';
import { useState } from 'react';
import { useAction } from '../api/use-action.ts';
import { FormDialog } from '../forms/FormDialog.tsx';
import { faultsOf, type FaultValues, valuesOf } from './faults.ts';

type LabFaultsDialogProps = { machine: LabMachine; onClose: () => void };

/** What is wrong with the machine from now on; with nothing chosen it is repaired. */
export function LabFaultsDialog({ machine: { name, faults }, onClose }: LabFaultsDialogProps) {
  const [values, setValues] = useState<FaultValues>(valuesOf(faults));
  const apply = useAction('lab.machine.fault', { onSuccess: onClose });
  const toggle = (fault: LabFaultName, isOn: boolean) => {
    const { [fault]: _, ...others } = values;
    setValues(isOn ? { ...others, [fault]: '' } : others);
  };
  return (
    <FormDialog
      title={`Faults of ${name}`}
      submit="Apply"
      isPending={apply.isPending}
      error={apply.error}
      lead={<p>Each can be switched on and off while the machine runs. With none it is repaired.</p>}
      onSubmit={async (event) => {
        event.preventDefault();
        apply.run({ params: { name }, body: { faults: faultsOf(values) } });
      }}
      onClose={onClose}
    >
      {labFaultNames.map((fault) => (
        <div key={fault} className="tuskar-fault">
          <Checkbox
            id={`fault-${fault}`}
            label={<code>{fault}</code>}
            description={
              <>
                {labFaults[fault].summary}
                <br />
                Seen: {labFaults[fault].shows}
              </>
            }
            isChecked={values[fault] !== undefined}
            onChange={(_, isOn) => toggle(fault, isOn)}
          />
          {values[fault] !== undefined && labFaults[fault].part !== null && (
            <TextInput
              aria-label={`Part of ${fault}`}
              placeholder={`Which ${partWord(fault)}: ${examples[labFaults[fault].part]}; empty: the first`}
              value={values[fault]}
              onChange={(_, part) => setValues({ ...values, [fault]: part })}
            />
          )}
        </div>
      ))}
    </FormDialog>
  );
}

const examples = {
  drive: 'bay-0',
  dimm: 'A1',
  nic: 'nic-1',
  'power supply': 'PSU1',
  fan: 'FAN1',
  any: 'bay-0, A1, nic-1',
};

function partWord(fault: LabFaultName): string {
  const { part } = labFaults[fault];
  return part === 'any' ? 'part' : (part ?? '');
}
