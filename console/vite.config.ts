import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { fakeApi } from './dev/plugin.ts';

/** `vite` and `vite preview` answer the API with the fake of dev/; the built console in dist/ knows nothing of it. */
export default defineConfig({
  plugins: [react(), fakeApi()],
  build: {
    target: 'es2023',
    // A `data:` font would need a weaker content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: true,
    reportCompressedSize: true,
  },
});
