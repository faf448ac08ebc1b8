import type { ImportedMachine, ImportPreview, ImportProblem } from '@tuskar/contract/machine-import.ts';
import { Alert } from '@patternfly/react-core/dist/dynamic/components/Alert';
import { Link } from '@tanstack/react-router';
import { countOf } from '../components/count.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { StateLabel } from '../components/StateLabel.tsx';
import { ImportRun, type ImportedFile } from './ImportRun.tsx';

const columns: Column<ImportedMachine>[] = [
  { header: 'Name', isName: true, width: 15, cell: ({ name }) => name },
  {
    header: 'Is',
    width: 15,
    cell: ({ machine }) =>
      machine === null ? (
        <StateLabel look={{ text: 'New', tone: 'busy' }} />
      ) : (
        <Link to="/machines/$name" params={{ name: machine }}>
          known as {machine}
        </Link>
      ),
  },
  {
    header: 'BMC',
    width: 25,
    cell: ({ bmc, password }) => (
      <>
        <code className="tuskar-long">{bmc.port === null ? bmc.address : `${bmc.address}:${bmc.port}`}</code>
        <div className="tuskar-quiet">
          {bmc.protocol}, {bmc.user ?? 'no user'}, {password ? 'with a password' : 'no password'}
        </div>
      </>
    ),
  },
  { header: 'MAC addresses', width: 20, cell: ({ macs }) => macs.join(', ') || '—' },
  { header: 'Place', cell: ({ place }) => placeIn(place) ?? '—' },
  { header: 'In the file', cell: ({ item }) => item },
];

const problemColumns: Column<ImportProblem>[] = [
  { header: 'In the file', isName: true, width: 20, cell: ({ item }) => item || 'the whole' },
  { header: 'Field', width: 20, cell: ({ field }) => (field === '' ? '—' : <code>{field}</code>) },
  { header: 'What is wrong', cell: ({ reason }) => reason },
];

type ImportPreviewViewProps = { preview: ImportPreview; file: ImportedFile };

/** Everything that is in the file, and everything that is wrong with it, before anything is done. */
export function ImportPreviewView({ preview, file }: ImportPreviewViewProps) {
  const { machines, added, known, problems, ignored, format } = preview;
  return (
    <div className="tuskar-stack">
      <p role="status">
        <strong>{file.file}</strong>
        {format !== null && ` (${format})`}: {countOf(added, 'new machine')}, {known} known already,{' '}
        {countOf(problems.length, 'problem')}.
      </p>
      {problems.length > 0 && (
        <>
          <Alert
            variant="danger"
            isInline
            component="h2"
            title={`${countOf(problems.length, 'thing is', 'things are')} wrong with the file`}
          >
            Nothing is enrolled until all of it is right. Correct the file, and choose it again.
          </Alert>
          <DataTable label="Problems" columns={problemColumns} rows={problems} keyOf={keyOf} />
        </>
      )}
      {problems.length === 0 && <ImportRun preview={preview} file={file} />}
      {machines.length > 0 && (
        <>
          <h2 className="tuskar-section-title">Machines in the file</h2>
          <DataTable
            label="Machines in the file"
            columns={columns}
            rows={machines}
            keyOf={({ item }) => item}
          />
        </>
      )}
      {ignored.length > 0 && (
        <details className="tuskar-more">
          <summary>
            {countOf(ignored.length, 'thing', 'things')} in the file that Tuskar does not keep
          </summary>
          <ul>
            {ignored.map((one) => (
              <li key={keyOf(one)}>
                {one.item}, <code>{one.field}</code>: {one.reason}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

const keyOf = ({ item, field, reason }: ImportProblem) => `${item} ${field} ${reason}`;

function placeIn(place: ImportedMachine['place']): string | undefined {
  if (place === null) return undefined;
  const { site, rack, unit } = place;
  return (
    [site, rack, unit === null ? null : `U${unit}`].filter((part) => part !== null).join(' ') || undefined
  );
}
