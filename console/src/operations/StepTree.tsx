import type { OperationStep } from '@tuskar/contract/operation.ts';
import { AngleDownIcon } from '@patternfly/react-icons/dist/dynamic/icons/angle-down-icon';
import { AngleRightIcon } from '@patternfly/react-icons/dist/dynamic/icons/angle-right-icon';
import { useMemo, useState } from 'react';
import { formatCount } from '../components/count.ts';
import { stepStates } from '../components/states.ts';
import { Elapsed } from '../components/Time.tsx';
import { ToneIcon } from '../components/ToneIcon.tsx';
import { VirtualRows } from '../components/VirtualRows.tsx';
import { StepLine } from './StepLine.tsx';
import { stepRows, type Wave, wavesOf } from './waves.ts';

type StepTreeProps = {
  steps: OperationStep[];
  chosen: string | undefined;
  onChoose: (step: string | undefined) => void;
};

/** Waves run one after another; the steps of a wave run side by side. */
export function StepTree({ steps, chosen, onChoose }: StepTreeProps) {
  const [toggled, setToggled] = useState<ReadonlyMap<number, boolean>>(new Map());
  const rows = useMemo(() => stepRows(wavesOf(steps), toggled), [steps, toggled]);
  const toggle = (wave: number, isOpen: boolean) => setToggled(new Map(toggled).set(wave, isOpen));
  if (steps.length === 0) return <p className="tuskar-quiet">Its steps are not known until it begins.</p>;
  return (
    <VirtualRows
      label="Steps"
      rows={rows}
      keyOf={(row) => (row.kind === 'wave' ? `wave ${row.wave.number}` : row.step.name)}
      estimate={() => 36}
    >
      {(row) =>
        row.kind === 'wave' ? (
          <WaveLine
            wave={row.wave}
            isOpen={row.isOpen}
            onToggle={(isOpen) => toggle(row.wave.number, isOpen)}
          />
        ) : (
          <StepLine
            step={row.step}
            isChosen={row.step.name === chosen}
            onChoose={() => onChoose(row.step.name === chosen ? undefined : row.step.name)}
          />
        )
      }
    </VirtualRows>
  );
}

type WaveLineProps = { wave: Wave; isOpen: boolean; onToggle: (isOpen: boolean) => void };

function WaveLine({ wave, isOpen, onToggle }: WaveLineProps) {
  const { number, state, done, steps } = wave;
  const { tone, text } = stepStates[state];
  const Angle = isOpen ? AngleDownIcon : AngleRightIcon;
  return (
    <button type="button" className="tuskar-wave" aria-expanded={isOpen} onClick={() => onToggle(!isOpen)}>
      <Angle aria-hidden />
      <ToneIcon tone={tone} />
      <span className="tuskar-wave-title">Wave {number + 1}</span>
      <span className="tuskar-quiet">
        {text}, {formatCount(done)} of {formatCount(steps.length)} done
      </span>
      <span className="tuskar-step-clock">
        <Elapsed from={wave.startedAt} to={wave.endedAt} />
      </span>
    </button>
  );
}
