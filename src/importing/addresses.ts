// Which addresses an import may reach: http and https alone, and private networks only where the operator named one.
import { type LookupAddress, lookup } from 'node:dns';
import { lookup as lookUpAddresses } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { CoreError, invalid } from '../core/index.ts';

/** RFC 6890 and its successors: what does not lie in the public Internet. */
const PRIVATE_NETWORKS = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.168.0.0/16', '198.18.0.0/15', '224.0.0.0/4', '240.0.0.0/4'],
  ...['::/128', '::1/128', '64:ff9b::/96', 'fc00::/7', 'fe80::/10', 'ff00::/8'],
];
const privateNetworks = new BlockList();
for (const network of PRIVATE_NETWORKS) {
  const [address = '', bits] = network.split('/');
  privateNetworks.addSubnet(address, Number(bits), address.includes(':') ? 'ipv6' : 'ipv4');
}

export const isPrivateAddress = (address: string): boolean =>
  privateNetworks.check(address, address.includes(':') ? 'ipv6' : 'ipv4');

/** The address of a service as its operator typed it, without a slash at the end. Throws `invalid` naming `url`. */
export function serviceAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !isWeb(url)) throw invalid('url', 'The address of the service begins with http:// or https://.');
  if (url.username !== '' || url.password !== '') throw invalid('url', 'A key is given by --key, not in the address.');
  if (url.search !== '' || url.hash !== '') throw invalid('url', 'The address of the service ends with its path.');
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url;
}

const isWeb = ({ protocol }: URL): boolean => protocol === 'http:' || protocol === 'https:';

/**
 * Where the other service wants us to go, by a link or a redirect. Throws `invalid` for anything but http and https, for
 * credentials in the address, and from https to http.
 */
export function checkedLink(link: string, from: URL): URL {
  const url = URL.canParse(link, from.href) ? new URL(link, from) : undefined;
  if (!url || !isWeb(url) || url.username !== '' || url.password !== '')
    throw invalid('url', `It points to an address that is not followed: ${link.slice(0, 200)}`);
  if (from.protocol === 'https:' && url.protocol === 'http:')
    throw invalid('url', 'It points from an encrypted address to one that is not.');
  url.hash = '';
  return url;
}

/**
 * Whether the host, by name or address, is in a private network, with all its addresses. Throws `unavailable` for a name that
 * is unknown.
 */
export async function isPrivateHost(
  url: URL,
  lookUp: (host: string) => Promise<LookupAddress[]> = (host) => lookUpAddresses(host, { all: true }),
): Promise<boolean> {
  const host = bareHost(url);
  if (isIP(host) !== 0) return isPrivateAddress(host);
  try {
    return publicAmong(await lookUp(host)).length === 0;
  } catch (error) {
    throw new CoreError('unavailable', `There is no host ${host}.`, { cause: error });
  }
}

/** Throws `invalid` for a host given as a private address; one given by name is checked by `publicLookup`. */
export function checkPublicHost(url: URL): void {
  if (isIP(bareHost(url)) !== 0 && isPrivateAddress(bareHost(url))) throw privateNetwork();
}

const bareHost = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

const privateNetwork = (): CoreError => invalid('url', 'It points into a private network.');

export const publicAmong = (addresses: readonly LookupAddress[]): LookupAddress[] =>
  addresses.filter(({ address }) => !isPrivateAddress(address));

/**
 * Resolves names as usual, to their public addresses alone, and fails where there is none; asked where the connection is
 * made.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error || addresses.length === 0) return callback(error ?? new Error(`There is no host ${hostname}.`), []);
    const open = publicAmong(addresses);
    const [first] = open;
    if (!first) callback(privateNetwork(), []);
    else if (options.all) callback(null, open);
    else callback(null, first.address, first.family);
  });
};
