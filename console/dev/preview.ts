import { fileURLToPath } from 'node:url';
import { preview } from 'vite';

/** Serves the built console with the fake API on a free port, and says where. */
const server = await preview({
  root: fileURLToPath(new URL('..', import.meta.url)),
  preview: { host: '127.0.0.1', port: Number(process.env['PORT'] ?? 0), strictPort: true },
});
const address = server.httpServer.address();
if (address === null || typeof address === 'string') throw new Error('The preview server has no port.');
process.stdout.write(`Console: http://127.0.0.1:${address.port}/\n`);
