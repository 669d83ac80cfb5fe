// The house rules of CONTRIBUTING.md that no other tool holds: words and calls that must not appear, sizes and names of
// files, and addresses that belong to one machine. Prints each breach as path:line and fails when there is one.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import ts from 'typescript';

interface Rule {
  readonly path: RegExp;
  readonly exceptPath?: RegExp;
  readonly text: RegExp;
  readonly says: string;
}

const MAX_LINES = 400;
const CODE = /\.(ts|tsx|mts|mjs|js)$/;
const PROSE = /\.(md|json|yml|yaml|html|css|sh)$/;
/** From the OpenAPI documents (scripts/console-api.ts). */
const GENERATED = /^web\/src\/api\/[a-z]+\.d\.ts$/;
const FORBIDDEN_NAMES = /(^|\/)(utils?|helpers?|common|misc|lib|types)(\/|\.[a-z.]+$)/i;
const SKIPPING = new Set(['skip', 'skipIf', 'runIf', 'only', 'todo', 'fails']);
const TEST_CALLS = new Set(['it', 'test', 'describe', 'suite']);

const TEXT_RULES: readonly Rule[] = [
  {
    path: /^(src|web|bench|scripts)\//,
    exceptPath: /^scripts\/house-rules\.ts$/,
    text: /\b(TODO|FIXME|XXX|HACK)\b/,
    says: 'leave no note for later: do it, or write it down as an issue',
  },
  {
    path: CODE,
    exceptPath: /^scripts\/house-rules\.ts$/,
    text: /@ts-(ignore|nocheck|expect-error)/,
    says: 'do not silence the type checker',
  },
  {
    path: /^(src|web|docs|[^/]+\.md$)/,
    text: /(?<![\w.\-/:}])\/(home|root|Users|tmp|work|workspace|mnt)\//,
    says: 'a path of one machine: use os.tmpdir(), a setting, or a relative path',
  },
  {
    path: /./,
    exceptPath: /^scripts\/house-rules\.ts$/,
    text: /\bregistry\.[a-z0-9-]+\.[a-z]+|\bnpmmirror\b|"resolved":/i,
    says: 'an address of a package registry: which one is used is the business of each machine',
  },
];

const breaches: string[] = [];

for (const path of trackedFiles()) {
  if (
    /^(src|test|web|bench|scripts)\//.test(path) &&
    !path.startsWith('test/fixtures/') &&
    FORBIDDEN_NAMES.test(path)
  ) {
    breaches.push(`${path}: no drawers for odds and ends: name it after the concept it serves`);
  }
  if (!CODE.test(path) && !PROSE.test(path)) continue;
  if (path.startsWith('test/fixtures/')) continue;
  const text = readFileSync(path, 'utf8');
  checkText(path, text);
  if (/^(src|web|test|bench|scripts)\/.*\.tsx?$/.test(path) && !GENERATED.test(path)) checkCode(path, text);
}

for (const breach of breaches) console.error(breach);
if (breaches.length > 0) process.exitCode = 1;

/** What is in the repository, or about to be: also files that git does not know yet, but nothing it ignores. */
function trackedFiles(): string[] {
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return [...new Set(list.split('\0'))].filter((path) => path !== '' && existsSync(path)).sort();
}

function checkText(path: string, text: string): void {
  const lines = text.split('\n');
  for (const rule of TEXT_RULES) {
    if (!rule.path.test(path) || rule.exceptPath?.test(path)) continue;
    for (const [index, line] of lines.entries()) {
      if (rule.text.test(line)) breaches.push(`${path}:${index + 1}: ${rule.says}`);
    }
  }
  if (!/^(web\/)?src\/.*\.tsx?$/.test(path) || GENERATED.test(path)) return;
  const count = text.endsWith('\n') ? lines.length - 1 : lines.length;
  if (count > MAX_LINES)
    breaches.push(`${path}: ${count} lines, more than ${MAX_LINES}: make it a folder of that name`);
  if (!/^(#!.*\n)?\/[/*]/.test(text)) {
    breaches.push(`${path}:1: a file starts with what it owns and what it leaves out, in one to three lines`);
  }
}

function checkCode(path: string, text: string): void {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
  const inProduct = /^(src|web)\//.test(path);
  const report = (node: ts.Node, says: string): void => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    breaches.push(`${path}:${line + 1}: ${says}`);
  };
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) report(node, 'no `any`: `unknown` and a check, or a type');
    if (ts.isNonNullExpression(node)) report(node, 'no `!`: say what happens when it is absent');
    if (inProduct && ts.isAsExpression(node) && ts.isAsExpression(node.expression)) {
      report(node, 'no double `as`: prove the type');
    }
    if (ts.isPropertyAccessExpression(node)) {
      if (SKIPPING.has(node.name.text) && TEST_CALLS.has(rootName(node))) report(node, 'every test runs, always');
      if (inProduct && path !== 'src/config.ts' && !path.startsWith('src/config/') && isProcessEnv(node)) {
        report(node, 'only config.ts reads the environment');
      }
    }
    if (
      ts.isCallExpression(node) &&
      ts.isIdentifier(node.expression) &&
      /^x(it|test|describe)$/.test(node.expression.text)
    ) {
      report(node, 'every test runs, always');
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}

/** The `it` of `it.concurrent.skip`. */
function rootName(node: ts.Expression): string {
  if (ts.isPropertyAccessExpression(node)) return rootName(node.expression);
  return ts.isIdentifier(node) ? node.text : '';
}

function isProcessEnv(node: ts.PropertyAccessExpression): boolean {
  return node.name.text === 'env' && ts.isIdentifier(node.expression) && node.expression.text === 'process';
}
