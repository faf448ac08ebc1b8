import type { BlueprintChange } from '@tuskar/contract/cloud.ts';
import { AngleDownIcon } from '@patternfly/react-icons/dist/dynamic/icons/angle-down-icon';
import { AngleRightIcon } from '@patternfly/react-icons/dist/dynamic/icons/angle-right-icon';
import { StateLabel } from '../components/StateLabel.tsx';
import { impacts } from '../components/states.ts';
import type { ChangeRow } from './change-rows.ts';
import { DiffView } from './DiffView.tsx';

type ChangeLineProps = { row: ChangeRow & { kind: 'change' }; onToggle: (isOpen: boolean) => void };

const signs = { add: '+', change: '~', remove: '−' } as const;
const verbs = { add: 'Added', change: 'Changed', remove: 'Removed' } as const;

export function ChangeLine({ row: { change, isOpen }, onToggle }: ChangeLineProps) {
  const Angle = isOpen ? AngleDownIcon : AngleRightIcon;
  return (
    <>
      <button
        type="button"
        className="tuskar-change"
        aria-expanded={isOpen}
        onClick={() => onToggle(!isOpen)}
      >
        <Angle aria-hidden />
        <span className={`tuskar-sign tuskar-sign-${change.change}`} title={verbs[change.change]} aria-hidden>
          {signs[change.change]}
        </span>
        <span className="pf-v6-screen-reader">{verbs[change.change]}: </span>
        <span className="tuskar-change-title">{change.title}</span>
        {change.impact !== 'none' && <StateLabel look={impacts[change.impact]} />}
      </button>
      {isOpen && <ChangeDetail change={change} />}
    </>
  );
}

function ChangeDetail({ change }: { change: BlueprintChange }) {
  const { diff, impact, units, apiGap } = change;
  const verb = impact === 'reload' ? 'Reloads' : 'Restarts';
  return (
    <div className="tuskar-change-detail">
      <p>
        {impacts[impact].meaning} {units.length > 0 && `${verb} ${units.join(', ')}.`}{' '}
        {apiGap.length > 0 && `No answer for a moment from: ${apiGap.join(', ')}.`}
      </p>
      {diff === null ? (
        <p className="tuskar-quiet">It has no content to compare.</p>
      ) : (
        <DiffView diff={diff} label={`Diff of ${change.title}`} />
      )}
    </div>
  );
}
