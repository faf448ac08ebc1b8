import { FormGroup } from '@patternfly/react-core/dist/dynamic/components/Form';
import { Radio } from '@patternfly/react-core/dist/dynamic/components/Radio';
import { useId } from 'react';
import { type Control, useController } from 'react-hook-form';
import { formatBytes } from '../components/amounts.ts';
import type { DeployValues, ShownDisk } from './deploy-values.ts';

/** Which disk the system goes on: what the rule chose, and why it is none of the others. */
export function RootDiskField({ disks, control }: { disks: ShownDisk[]; control: Control<DeployValues> }) {
  const id = useId();
  const { field } = useController({ control, name: 'disk' });
  return (
    <FormGroup role="radiogroup" isStack label="The disk that is written to" fieldId={id}>
      {disks.map(({ disk, reason, isBest }, index) => (
        <Radio
          key={disk.serial ?? disk.wwn ?? index}
          id={`${id}-${index}`}
          name={field.name}
          label={nameDisk(disk)}
          description={isBest ? `What the rule chooses: ${reason}.` : `Not by the rule: ${reason}.`}
          isChecked={field.value === `${index}`}
          // Nothing would say which disk is meant.
          isDisabled={disk.serial === null && disk.wwn === null}
          onChange={() => field.onChange(`${index}`)}
        />
      ))}
    </FormGroup>
  );
}

/** 'bay 3: Samsung PM9A3, 3.8 TB flash, S4YNX0' */
function nameDisk({ place, model, bytes, rotational, serial, wwn }: ShownDisk['disk']): string {
  const kind = rotational === null ? '' : rotational ? ' rotating' : ' flash';
  const what = [model, bytes === null ? null : `${formatBytes(bytes)}${kind}`, serial ?? wwn];
  const said = what.filter((part) => part !== null).join(', ');
  return place === null ? said : `${place}: ${said}`;
}
