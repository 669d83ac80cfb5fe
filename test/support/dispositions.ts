// Content-Disposition as others read it: strictly by the grammar of RFC 6266, and by Python's reader of mail.
import { spawnSync } from 'node:child_process';

export interface Disposition {
  readonly type: string;
  readonly filename?: string;
  readonly extended?: string;
}

/** Throws on anything outside the grammar of RFC 6266, and on what its appendix D advises against. */
export function parseStrictly(header: string): Disposition {
  const type = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+/.exec(header)?.[0];
  if (type === undefined) throw new Error('no type');
  let at = type.length;
  const found = new Map<string, string>();
  while (at < header.length) {
    const parameter = /; ([A-Za-z*]+)=(?:"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\[\x20-\x7e])*)"|([^"; ]+))/y;
    parameter.lastIndex = at;
    const match = parameter.exec(header);
    const name = match?.[1];
    if (match === null || name === undefined || found.has(name)) throw new Error(`not a parameter at ${at}`);
    const [whole, , quoted, plain] = match;
    found.set(name, quoted === undefined ? readExtended(plain ?? '') : quoted.replace(/\\(.)/g, '$1'));
    at += whole.length;
  }
  const [filename, extended] = [found.get('filename'), found.get('filename*')];
  return { type, ...(filename !== undefined && { filename }), ...(extended !== undefined && { extended }) };
}

/** RFC 8187, section 3.2.1. */
function readExtended(value: string): string {
  const encoded = /^UTF-8''((?:[A-Za-z0-9!#$&+.^_`|~-]|%[0-9A-F]{2})*)$/.exec(value)?.[1];
  if (encoded === undefined) throw new Error('not an ext-value');
  const bytes = Buffer.from(
    encoded.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
}

const PYTHON = `
import email.message, json, sys
def name(header):
    message = email.message.Message()
    message['Content-Disposition'] = header
    extended = [value for key, value in message.get_params(header='content-disposition') if key == 'filename' and isinstance(value, tuple)]
    return email.utils.collapse_rfc2231_value(extended[0]) if len(extended) == 1 else None
import email.utils
json.dump([name(header) for header in json.load(sys.stdin)], sys.stdout)
`;

/** What Python makes of the `filename*` of each header; null where it finds none, or more than one. */
export function parsedByPython(headers: readonly string[]): (string | null)[] {
  const { status, stdout, stderr } = spawnSync('python3', ['-c', PYTHON], {
    input: JSON.stringify(headers),
    maxBuffer: 64 * 1024 * 1024,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
