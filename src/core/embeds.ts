// Addresses of videos on other sites, and of the players that show them in a page. Only what is surely such an address has
// one: hosts are compared whole, and ids are of the letters that the site makes them of.

interface Site {
  readonly hosts: RegExp;
  /** The player's address; undefined for another page of the site. */
  embed(path: string, query: URLSearchParams, host: string): string | undefined;
}

const YOUTUBE_ID = /^[\w-]{1,32}$/;

const SITES: readonly Site[] = [
  {
    hosts: /^(?:(?:www|m|music)\.)?youtube\.com$|^(?:www\.)?youtube-nocookie\.com$/,
    embed(path, query, host) {
      const [, inPath] = /^\/(?:embed|shorts|live|v)\/([^/]+)\/?$/.exec(path) ?? [];
      const id = /^\/watch\/?$/.test(path) ? query.get('v') : inPath;
      if (!id || !YOUTUBE_ID.test(id)) return undefined;
      return `https://${host.endsWith('youtube-nocookie.com') ? 'www.youtube-nocookie.com' : 'youtube.com'}/embed/${id}`;
    },
  },
  {
    hosts: /^(?:www\.)?youtu\.be$/,
    embed(path) {
      const [, id = ''] = /^\/([^/]+)\/?$/.exec(path) ?? [];
      return YOUTUBE_ID.test(id) ? `https://youtube.com/embed/${id}` : undefined;
    },
  },
  {
    hosts: /^(?:www\.)?vimeo\.com$/,
    embed(path) {
      const [, id, hash] =
        /^\/(?:channels\/[\w-]+\/|groups\/[\w-]+\/videos\/|(?:album|showcase)\/\d+\/video\/)?(\d{1,15})(?:\/([0-9a-f]{6,20}))?\/?$/.exec(
          path,
        ) ?? [];
      return id && vimeoPlayer(id, hash);
    },
  },
  {
    hosts: /^player\.vimeo\.com$/,
    embed(path, query) {
      const [, id] = /^\/video\/(\d{1,15})\/?$/.exec(path) ?? [];
      const hash = query.get('h') ?? '';
      return id && vimeoPlayer(id, /^[0-9a-f]{6,20}$/.test(hash) ? hash : undefined);
    },
  },
  {
    hosts: /^(?:(?:www|geo)\.)?dailymotion\.com$|^dai\.ly$/,
    embed(path, _query, host) {
      const pattern =
        host === 'dai.ly' ? /^\/([a-z0-9]{3,20})\/?$/i : /^\/(?:embed\/)?video\/([a-z0-9]{3,20})(?:_[^/]*)?\/?$/i;
      const [, id] = pattern.exec(path) ?? [];
      return id && `https://www.dailymotion.com/embed/video/${id}`;
    },
  },
  {
    hosts: /^(?:www\.)?loom\.com$/,
    embed(path) {
      const [, id] = /^\/(?:share|embed)\/(?:[\w-]+-)?([0-9a-f]{32})\/?$/.exec(path) ?? [];
      return id && `https://www.loom.com/embed/${id}`;
    },
  },
  {
    hosts: /^(?:[a-z0-9-]+\.)?wistia\.(?:com|net)$|^wi\.st$/,
    embed(path) {
      const [, id] = /^\/(?:medias|embed\/(?:iframe|medias))\/([a-z0-9]{10})(?:\.jsonp?)?\/?$/.exec(path) ?? [];
      return id && `https://fast.wistia.net/embed/iframe/${id}`;
    },
  },
];

const vimeoPlayer = (id: string, hash?: string): string =>
  `https://player.vimeo.com/video/${id}${hash === undefined ? '' : `?h=${hash}`}`;

/** The address of a player for the video at an address; null where none is known. */
export function embedOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, hostname, port, username, password, pathname, searchParams } = new URL(address);
  const isPlain = (protocol === 'https:' || protocol === 'http:') && port === '' && username === '' && password === '';
  const site = isPlain ? SITES.find(({ hosts }) => hosts.test(hostname)) : undefined;
  return site?.embed(pathname, searchParams, hostname) ?? null;
}
