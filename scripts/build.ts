// Writes dist/: the sources as JavaScript, for the package that `npm pack` makes (Node.js takes no types below node_modules). Types
// become blanks, so that every line and column stays where it is, and the names of our own `.ts` files become `.js`. The built console
// goes beside them.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = join(ROOT, 'src');
const BUILT = join(ROOT, 'dist');
const CONSOLE = join(ROOT, 'web', 'dist');
/** A text that is nothing but the relative path of a module: in an import, or in the URL of a worker. */
const OWN_MODULE = /(['"])(\.{1,2}\/[^'"\n]+)\.ts\1/g;

function build(): void {
  rmSync(BUILT, { recursive: true, force: true });
  const paths = globSync('**/*.*', { cwd: SOURCES });
  for (const path of paths) {
    const target = join(BUILT, path.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    const bytes = readFileSync(join(SOURCES, path));
    writeFileSync(target, path.endsWith('.ts') ? javaScript(path, bytes.toString()) : bytes);
  }
  execFileSync(process.execPath, [join(ROOT, 'scripts', 'console.mjs')], { stdio: 'inherit' });
  cpSync(CONSOLE, join(BUILT, 'console'), { recursive: true });
}

function javaScript(path: string, source: string): string {
  return stripTypeScriptTypes(source, { mode: 'strip' }).replaceAll(
    OWN_MODULE,
    (_text, quote: string, module: string) => {
      if (!existsSync(resolve(SOURCES, dirname(path), `${module}.ts`)))
        throw new Error(`${path} names ${module}.ts, which is not there`);
      return `${quote}${module}.js${quote}`;
    },
  );
}

build();
