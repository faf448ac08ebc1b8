import { createHash } from 'node:crypto';
import type { CertificateDocument, CertifiedDisk } from '@tuskar/contract/certificate.ts';
import type { Content } from '../../platform/http/content.ts';
import { type Html, html, raw } from '../../platform/http/html.ts';
import { sha256 } from './certificate-document.ts';
import { certificateStyle } from './certificate-style.ts';
import type { LeftOut } from './read-erasure.ts';

type Proof = { document: string; signature: Uint8Array; publicKey: string };

/** A certificate as a page that needs nothing from elsewhere: to be saved, printed and filed. */
export function certificatePage(certificate: CertificateDocument, proof: Proof): Content {
  const { html: text } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Erase certificate ${certificate.id}</title>
        <style>
          ${raw(certificateStyle)}
        </style>
      </head>
      <body>
        ${body(certificate, proof)}
      </body>
    </html> `;
  const style = /<style>([^<]*)<\/style>/.exec(text)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  return {
    content: text,
    headers: {
      'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
    },
  };
}

function body(certificate: CertificateDocument, proof: Proof): Html {
  const { machine, operation, disks, leftOut = [], simulated, goal } = certificate;
  return html`<h1>Erase certificate</h1>
    ${
      simulated
        ? html`<p class="simulated">
            This machine is simulated. Nothing was erased, and this page proves nothing.
          </p>`
        : undefined
    }
    <p>
      Every disk of the machine named here was erased and read again to verify it, before the machine
      ${goal === 'retired' ? 'was retired' : 'was given to other use'}.
    </p>
    ${list('Certificate', {
      Number: certificate.id,
      Issued: time(certificate.issuedAt),
      Standard: certificate.standard,
    })}
    ${list('Machine', {
      Name: machine.name,
      Identity: machine.id,
      Manufacturer: machine.manufacturer,
      Model: machine.model,
      'Serial number': machine.serial,
    })}
    ${list('Erasure', {
      'Asked for by': operation.requestedBy,
      Reason: operation.reason,
      Began: time(operation.startedAt),
      Ended: time(operation.endedAt),
      Operation: operation.id,
    })}
    <h2>Disks</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">Serial number</th>
          <th scope="col">Model</th>
          <th scope="col">Size</th>
          <th scope="col">Place</th>
          <th scope="col">Method</th>
          <th scope="col">Class</th>
          <th scope="col">Verified by</th>
          <th scope="col">Began, ended</th>
        </tr>
      </thead>
      <tbody>
        ${disks.map(diskRow)}
      </tbody>
    </table>
    ${
      leftOut.length === 0
        ? undefined
        : html`<h2>Not erased</h2>
            <ul>
              ${leftOut.map(leftOutLine)}
            </ul>`
    }
    <section class="proof">
      ${list('Proof', {
        'SHA-256 of the document': sha256(proof.document),
        'SHA-256 of the log': `${certificate.log.sha256} (${certificate.log.lines} lines)`,
        'Signature, Ed25519': Buffer.from(proof.signature).toString('base64'),
        'Signing key': certificate.tuskar.keyId,
        'Issued by': `Tuskar ${certificate.tuskar.version}`,
      })}
      <pre>${proof.publicKey}</pre>
      <p>
        This page is for people. What is signed is the document ${certificate.id}.json; with its signature and
        a public key that you had before, it is verified by:
      </p>
      <pre>
openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in ${certificate.id}.json -sigfile ${certificate.id}.json.sig</pre>
    </section>`;
}

function diskRow(disk: CertifiedDisk): Html {
  const { samples, sampleBytes } = disk.verification;
  return html`<tr>
    <td>${disk.serial ?? disk.wwn ?? '-'}</td>
    <td>${disk.model ?? '-'}</td>
    <td>${size(disk.bytes)}</td>
    <td>${disk.place ?? '-'}</td>
    <td>${disk.method}</td>
    <td>${disk.class === 'purge' ? 'Purge' : 'Clear'}</td>
    <td>${samples} samples of ${sampleBytes} bytes, none failed</td>
    <td>${time(disk.startedAt)}, ${time(disk.endedAt)}</td>
  </tr> `;
}

function leftOutLine({ name, serial, model, bytes, reason }: LeftOut): Html {
  return html`<li>${[serial ?? name, model, size(bytes)].filter(Boolean).join(', ')}: ${reason}</li> `;
}

function list(title: string, entries: Record<string, string | null>): Html {
  const rows = Object.entries(entries).map(
    ([term, value]) =>
      html`<div>
        <dt>${term}</dt>
        <dd>${value ?? '-'}</dd>
      </div> `,
  );
  return html`<h2>${title}</h2>
    <dl>${rows}</dl> `;
}

function time(at: string): string {
  return `${at.slice(0, 19).replace('T', ' ')} UTC`;
}

/** In decimal units, as disks are sold. */
function size(bytes: number | null): string {
  if (bytes === null) return '-';
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  return `${Number((bytes / 1000 ** power).toPrecision(4))} ${units[power]}`;
}
