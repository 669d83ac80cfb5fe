// Writes web/src/api/<dialect>.d.ts from the OpenAPI documents of a server started for it; with --check, says what is out of date.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { startApp } from '../src/app/index.ts';
import { readConfig } from '../src/config.ts';

/** Those that the console speaks. */
const DIALECTS = ['console', 'store', 'vaults', 'admin'];
const FOLDER = fileURLToPath(new URL('../web/src/api/', import.meta.url));
const isCheck = process.argv.includes('--check');

const data = mkdtempSync(join(tmpdir(), 'vitrine-console-api-'));
try {
  await using app = await startApp(
    readConfig({ VITRINE_DATA: data, VITRINE_PORT: '0', VITRINE_LOG_LEVEL: 'silent', VITRINE_WORKER: 'false' }),
  );
  for (const dialect of DIALECTS) {
    const response = await fetch(`${app.url}/openapi/${dialect}.json`);
    if (!response.ok) throw new Error(`there is no document of the dialect ${dialect}`);
    await write(`${dialect}.d.ts`, await typesOf(dialect, (await response.json()) as OpenAPI3));
  }
} finally {
  rmSync(data, { recursive: true, force: true });
}

async function typesOf(dialect: string, document: OpenAPI3): Promise<string> {
  const header = `// Generated from the OpenAPI document of the ${dialect} dialect: \`npm run docs\`.\n`;
  return header + astToString(await openapiTS(document, { alphabetize: true }));
}

async function write(name: string, text: string): Promise<void> {
  const path = join(FOLDER, name);
  if (!isCheck) return writeFileSync(path, text);
  if (read(path) === text) return;
  console.error(`web/src/api/${name} is out of date: run \`npm run docs\``);
  process.exitCode = 1;
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
