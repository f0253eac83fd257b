import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The web app: `vite build` into dist/web, which the server hands out; `vite` alone for work on screens, beside a running server. */
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist/web',
    target: 'es2024',
    // A map would double what is shipped; the code is open anyway.
    sourcemap: false,
    reportCompressedSize: false,
    // The frame and its library are one file of this size, fetched once from a server next door.
    chunkSizeWarningLimit: 800,
  },
  // The host stays the browser's, or the server would take every write for one from another site.
  server: { proxy: { '/api': { target: `http://127.0.0.1:${process.env.PORT ?? 4680}` } } },
})
