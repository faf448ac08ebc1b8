import type { OperationLogLine, OperationStep } from '@tuskar/contract/operation.ts';
import { Button } from '@patternfly/react-core/dist/dynamic/components/Button';
import { DownloadIcon } from '@patternfly/react-icons/dist/dynamic/icons/download-icon';
import { useMemo, useState } from 'react';
import { countOf, formatCount } from '../components/count.ts';
import { FilterBar, SearchFilter, SelectFilter } from '../components/FilterBar.tsx';
import { saveText } from '../components/save-text.ts';
import { filterLines } from './log.ts';
import { LogView } from './LogView.tsx';

type LogPanelProps = {
  lines: OperationLogLine[];
  steps: OperationStep[];
  step: string | undefined;
  onStep: (step: string | undefined) => void;
  isGrowing: boolean;
  fileName: string;
};

/** The output of all hosts, narrowed to a host, a step or a word. */
export function LogPanel({ lines, steps, step, onStep, isGrowing, fileName }: LogPanelProps) {
  const [host, setHost] = useState<string>();
  const [text, setText] = useState('');
  const shown = useMemo(() => filterLines(lines, { step, host, text }), [lines, step, host, text]);
  const hosts = useMemo(() => [...new Set(lines.flatMap((line) => line.host ?? []))].sort(), [lines]);
  const logged = new Set(lines.map((line) => line.step));
  const stepOptions = steps
    .filter(({ name }) => name === step || logged.has(name))
    .map(({ name, title, host: on }) => ({
      value: name,
      text: on === null || title.includes(on) ? title : `${title}, ${on}`,
    }));
  const all = countOf(lines.length, 'line');
  const count = shown.length === lines.length ? all : `${formatCount(shown.length)} of ${all}`;
  return (
    <>
      <div className="tuskar-section-head">
        <h2 id="log-title" className="tuskar-section-title">
          Log
        </h2>
        <Button
          variant="plain"
          size="sm"
          aria-label="Save the log as a file"
          title="Save the log as a file"
          icon={<DownloadIcon aria-hidden />}
          isDisabled={lines.length === 0}
          onClick={() => saveText(fileName, lines.map(plainLine).join('\n') + '\n')}
        />
      </div>
      <FilterBar count={count}>
        <SearchFilter label="Find in the log" value={text} onChange={setText} />
        {hosts.length > 1 && (
          <SelectFilter
            label="Host"
            all="All hosts"
            value={host}
            options={hosts.map((name) => ({ value: name, text: name }))}
            onChange={setHost}
          />
        )}
        <SelectFilter label="Step" all="All steps" value={step} options={stepOptions} onChange={onStep} />
      </FilterBar>
      <LogView lines={shown} isGrowing={isGrowing} showsHost={hosts.length > 1 && host === undefined} />
    </>
  );
}

function plainLine({ at, host, level, line }: OperationLogLine): string {
  return [at, host ?? '-', level, line].join(' ');
}
