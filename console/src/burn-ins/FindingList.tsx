import type { BurnInFinding } from '@tuskar/contract/burn-in.ts';
import { useState } from 'react';
import { useAction } from '../api/use-action.ts';
import { ActionButton } from '../components/ActionButton.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { findingKinds } from '../components/states.ts';
import { TimeAgo } from '../components/Time.tsx';
import { PartLink } from '../parts/PartLink.tsx';
import { namePart } from '../parts/part-names.ts';
import { notifyProblem } from '../shell/notify-problem.ts';
import { WaiveDialog } from './WaiveDialog.tsx';

/** What a burn-in found, naming the part; those that are waived say by whom, why, and until when. */
export function FindingList({ findings }: { findings: BurnInFinding[] }) {
  return (
    <ul className="tuskar-findings" aria-label="Findings">
      {findings.map((finding) => (
        <Finding key={finding.id} finding={finding} />
      ))}
    </ul>
  );
}

function Finding({ finding }: { finding: BurnInFinding }) {
  const { id, kind, title, part, waiver } = finding;
  const [isWaiving, setWaiving] = useState(false);
  const end = useAction('finding.unwaive', { onError: notifyProblem });
  const look =
    waiver === null ? findingKinds[kind] : { text: findingKinds[kind].text, tone: 'idle' as const };
  return (
    <li className="tuskar-panel">
      <div className="tuskar-panel-head">
        <StateLabel look={look} />
        <strong className="tuskar-finding-title">{title}</strong>
        {waiver === null ? (
          <ActionButton
            variant="secondary"
            size="sm"
            permission="hardware.override"
            hint="Lets it be until a day, for a reason."
            onClick={() => setWaiving(true)}
          >
            Waive
          </ActionButton>
        ) : (
          <ActionButton
            variant="secondary"
            size="sm"
            permission="hardware.operate"
            isLoading={end.isPending}
            onClick={() => end.run({ params: { id } })}
          >
            End the waiver
          </ActionButton>
        )}
      </div>
      {part !== null && (
        <p className="tuskar-quiet">
          {namePart(part)}
          {part.serial !== null && (
            <>
              , <PartLink serial={part.serial} />
            </>
          )}
        </p>
      )}
      {waiver !== null && (
        <p>
          Waived by {waiver.by} <TimeAgo at={waiver.at} />: {waiver.reason}. {waiver.owner} sees to it; the
          waiver ends <TimeAgo at={waiver.expiresAt} />.
        </p>
      )}
      {isWaiving && <WaiveDialog finding={finding} onClose={() => setWaiving(false)} />}
    </li>
  );
}
