import { type LabFaultName, labFaults } from '@tuskar/contract/lab-faults.ts';
import { type LabFault, labFaultNames } from '@tuskar/contract/lab-machine.ts';
import { Checkbox } from '@patternfly/react-core/dist/dynamic/components/Checkbox';
import { TextInput } from '@patternfly/react-core/dist/dynamic/components/TextInput';
import { type ReactNode, useState } from 'react';
import { FormDialog } from '../forms/FormDialog.tsx';
import { faultsOf, type FaultValues, valuesOf } from './fault-values.ts';

type FaultsDialogProps = {
  machine: string;
  /** Those that it has now. */
  faults: LabFault[];
  lead: ReactNode;
  isPending: boolean;
  error: Error | null;
  onApply: (faults: LabFault[]) => void;
  onClose: () => void;
};

/** What is wrong with a machine that is not of metal from now on; with nothing chosen it is repaired. */
export function FaultsDialog({ machine, faults, lead, onApply, ...dialog }: FaultsDialogProps) {
  const [values, setValues] = useState<FaultValues>(valuesOf(faults));
  const toggle = (fault: LabFaultName, isOn: boolean) => {
    const { [fault]: _, ...others } = values;
    setValues(isOn ? { ...others, [fault]: '' } : others);
  };
  return (
    <FormDialog
      {...dialog}
      title={`Faults of ${machine}`}
      submit="Apply"
      lead={lead}
      onSubmit={async (event) => {
        event.preventDefault();
        onApply(faultsOf(values));
      }}
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
