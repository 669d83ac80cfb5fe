// The ceph.conf of a throw-away cluster on one machine.

export interface ClusterLayout {
  readonly fsid: string;
  readonly folder: string;
  readonly monitorPort: number;
  readonly osds: number;
  readonly store: 'memory' | 'disk';
}

const OSD_BYTES = 10 * 1024 ** 3;
const MAX_REPLICAS = 3;

const SILENT = ['ms', 'mon', 'paxos', 'osd', 'bluestore', 'bluefs', 'bdev', 'rocksdb', 'rgw'];

export function cephConfiguration({ fsid, folder, monitorPort, osds, store }: ClusterLayout): string {
  const replicas = Math.min(osds, MAX_REPLICAS);
  return sections({
    global: {
      fsid,
      'mon host': monitorAddress(monitorPort),
      'public addr': '127.0.0.1',
      'cluster addr': '127.0.0.1',
      // Only the second version of the protocol: one port for each daemon.
      'ms bind msgr1': false,
      // The daemons trust each other, on loopback; S3 requests are signed and checked as everywhere.
      'auth cluster required': 'none',
      'auth service required': 'none',
      'auth client required': 'none',
      keyring: '/dev/null',
      // The gateway would insist on encryption, for which there are no keys now.
      'ms mon cluster mode': 'crc',
      'ms mon service mode': 'crc',
      'ms mon client mode': 'crc',
      'run dir': folder,
      'admin socket': `${folder}/$name.asok`,
      'log file': `${folder}/$name.log`,
      'log to stderr': false,
      ...Object.fromEntries(SILENT.map((subsystem) => [`debug ${subsystem}`, '0/0'])),
      // The monitor waits for more changes before it agrees on one; starting takes many, one after the other.
      'paxos propose interval': 0.05,
      'paxos min wait': 0.01,
      'osd pool default size': replicas,
      'osd pool default min size': Math.max(1, replicas - 1),
      'osd pool default pg num': 4,
      'osd pool default pgp num': 4,
      'osd pool default pg autoscale mode': 'off',
      // Replicas lie on different daemons; there are no different hosts.
      'osd crush chooseleaf type': 0,
      'mon allow pool size one': true,
    },
    mon: {
      'mon data': `${folder}/mon`,
      'mon cluster log file': `${folder}/cluster.log`,
      // A nearly full disk of the machine is no matter of the tests.
      'mon data avail warn': 1,
      'mon data avail crit': 1,
      // With few daemons left, one that misses its neighbour has to be enough.
      'mon osd min down reporters': 1,
    },
    osd: {
      'osd data': `${folder}/osd.$id`,
      'osd objectstore': store === 'memory' ? 'memstore' : 'bluestore',
      'memstore device bytes': OSD_BYTES,
      // A sparse file.
      'bluestore block size': OSD_BYTES,
      'bluestore block create': true,
      'osd memory target': 896 * 1024 ** 2,
    },
    client: {
      'rgw dns name': 'localhost',
      'rgw thread pool size': 64,
      'rgw rados pool pg num min': 4,
    },
  });
}

export const monitorAddress = (port: number): string => `[v2:127.0.0.1:${port}/0]`;

const sections = (content: Record<string, Record<string, string | number | boolean>>): string =>
  Object.entries(content)
    .map(([section, settings]) =>
      [`[${section}]`, ...Object.entries(settings).map(([name, value]) => `${name} = ${value}`), ''].join('\n'),
    )
    .join('\n');
