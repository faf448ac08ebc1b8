import { FileUpload } from '@patternfly/react-core/dist/dynamic/components/FileUpload';
import { Form, FormGroup } from '@patternfly/react-core/dist/dynamic/components/Form';
import { useState } from 'react';
import { useAction } from '../api/use-action.ts';
import { Command } from '../components/Command.tsx';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { FileExample } from './FileExample.tsx';
import { ImportPreviewView } from './ImportPreviewView.tsx';
import { ProviderChoice } from './ProviderChoice.tsx';
import type { Provider } from './providers.ts';

export function EnrolFileTab() {
  const [file, setFile] = useState<{ file: string; content: string }>();
  const [provider, setProvider] = useState<Provider>('ironic');
  const preview = useAction('machine-import.preview');
  const read = async (chosen: File) => {
    const next = { file: chosen.name, content: await chosen.text() };
    setFile(next);
    preview.run({ body: { ...next, provider } });
  };
  const choose = (next: Provider) => {
    setProvider(next);
    if (file !== undefined) preview.run({ body: { ...file, provider: next } });
  };
  const forget = () => {
    setFile(undefined);
    preview.reset();
  };
  return (
    <div className="tuskar-stack">
      <Form className="tuskar-form-width" onSubmit={(event) => event.preventDefault()}>
        <FormGroup label="File of machines" fieldId="machines-file-filename">
          <FileUpload
            id="machines-file"
            // The file holds passwords: it is read, and not shown.
            hideDefaultPreview
            filename={file?.file ?? ''}
            filenameAriaLabel="File of machines"
            filenamePlaceholder="Drop a file here, or choose one"
            browseButtonText="Choose…"
            clearButtonText="Clear"
            isLoading={preview.isPending}
            onFileInputChange={(_, chosen) => void read(chosen)}
            onClearClick={forget}
          />
        </FormGroup>
        <ProviderChoice chosen={provider} onChange={choose} />
      </Form>
      {preview.error !== null && <ProblemAlert problem={preview.error} />}
      {file === undefined && <FileExample />}
      {file !== undefined && preview.reply !== undefined && (
        <ImportPreviewView preview={preview.reply} file={{ ...file, provider }} />
      )}
      {file === undefined && (
        <p className="tuskar-quiet">
          On the command line: <Command>{'tuskar machine import <file> --preview'}</Command>
        </p>
      )}
    </div>
  );
}
