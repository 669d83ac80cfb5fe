// Builds the console into web/dist: relative addresses, so that it runs below any path; names with hashes, so that they may be
// kept for ever; and beside each file its compressed forms, which the server sends as they are.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync, constants as zlib } from 'node:zlib';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type Rolldown } from 'vite';

const MAIN = fileURLToPath(new URL('./src/main.tsx', import.meta.url));
const CONSOLE = fileURLToPath(new URL('./src/app/console.tsx', import.meta.url));
const THEME_SCRIPT = fileURLToPath(new URL('./src/app/theme-script.js', import.meta.url));
const PACKABLE = /\.(js|css|svg)$/;
/** Below this, one packet carries the file either way. */
const PACKED_FROM_BYTES = 1_024;

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [react(), tailwindcss(), themeScript(), compressed()],
  build: {
    target: 'es2023',
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
    manifest: 'build.json',
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|use-sync-external-store)[\\/]/ },
            // All that is needed before the first picture is two files: each one more would cost its head and a part of what packing gains.
            { debugName: 'first', name: partOfFirstLoad(), includeDependenciesRecursively: false },
            // Parts that come together anyway are smaller as one file.
            { name: 'icons', test: /node_modules[\\/]lucide-react[\\/]/ },
            {
              name: 'popups',
              test: /node_modules[\\/](@floating-ui|@base-ui[\\/](utils|react[\\/](floating-ui-react|menu)))[\\/]/,
            },
          ],
        },
      },
    },
  },
});

/**
 * The file of a module that is needed for the page to sign in, or by the first page of those who are signed in; null: it comes later.
 * Only static imports count.
 */
function partOfFirstLoad(): (
  id: string,
  context: { getModuleInfo(id: string): Rolldown.ModuleInfo | null },
) => string | null {
  let parts: ReadonlyMap<string, string> | undefined;
  return (id, context) => {
    parts ??= new Map([
      ...reachedFrom(CONSOLE, context).map((one) => [one, 'console'] as const),
      ...reachedFrom(MAIN, context).map((one) => [one, 'main'] as const),
    ]);
    return parts.get(id) ?? null;
  };
}

function reachedFrom(start: string, context: { getModuleInfo(id: string): Rolldown.ModuleInfo | null }): string[] {
  const reached = new Set([start]);
  for (const id of reached) for (const next of context.getModuleInfo(id)?.importedIds ?? []) reached.add(next);
  return [...reached];
}

/** The script that decides the colours runs before anything is painted, so it is a file of its own that blocks. */
function themeScript(): Plugin {
  const source = readFileSync(THEME_SCRIPT, 'utf8');
  const fileName = `assets/theme-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.js`;
  return {
    name: 'theme-script',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source });
    },
    transformIndexHtml: () => [{ tag: 'script', attrs: { src: `./${fileName}` }, injectTo: 'head' }],
  };
}

function compressed(): Plugin {
  return {
    name: 'compressed',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const [fileName, file] of Object.entries(bundle)) {
          const bytes = Buffer.from(file.type === 'chunk' ? file.code : file.source);
          if (!PACKABLE.test(fileName) || bytes.length < PACKED_FROM_BYTES) continue;
          this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzipSync(bytes, { level: 9 }) });
          this.emitFile({
            type: 'asset',
            fileName: `${fileName}.br`,
            source: brotliCompressSync(bytes, { params: { [zlib.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
          });
        }
      },
    },
  };
}
