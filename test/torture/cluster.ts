/**
 * Three MariaDB nodes with Galera on this machine, each in a network namespace of its own with two cables: one to the
 * other nodes, one to its clients. So a node can be cut off from the others while clients still reach it, or from all.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newServer, openToAll, type Server } from './server.ts';

export interface ClusterNode extends Server {
  /** Pulls the cable to the other nodes, or both. */
  cut(what: 'peers' | 'all'): void;
  mend(): void;
}

export interface Cluster {
  readonly nodes: readonly ClusterNode[];
  /** Address of one database with every node, beginning with this one. */
  address(database: string, first: number): string;
  close(): Promise<void>;
}

const provider = '/usr/lib/galera/libgalera_smm.so';
const nodesTotal = 3;
const port = 3306;

/** @returns what is missing here, in words; undefined where a cluster can be run */
export function missingForCluster(): string | undefined {
  if (!existsSync(provider)) return `galera is not installed (${provider}; on Debian: apt-get install galera-4 rsync)`;
  if (process.getuid?.() !== 0) return 'a cluster with cables that can be pulled needs root (ip netns)';
  const tried = spawnSync('ip', ['netns', 'add', 'wardflow-try']);
  spawnSync('ip', ['netns', 'del', 'wardflow-try']);
  return tried.status === 0 ? undefined : 'this kernel lets nobody make network namespaces (ip netns)';
}

export async function startCluster(): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'wardflow-galera-'));
  await chmod(folder, 0o755);
  const net = newNetwork();
  const peers = Array.from({ length: nodesTotal }, (_, index) => net.peer(index)).join(',');
  const nodes = Array.from({ length: nodesTotal }, (_, index): ClusterNode => {
    const name = `node${index + 1}`;
    const options = [
      '--wsrep-on=ON',
      `--wsrep-provider=${provider}`,
      `--wsrep-cluster-address=gcomm://${peers}`,
      '--wsrep-cluster-name=torture',
      `--wsrep-node-name=${name}`,
      `--wsrep-node-address=${net.peer(index)}`,
      '--wsrep-sst-method=rsync',
      '--wsrep-provider-options=gcache.size=64M',
      '--binlog-format=ROW',
      '--innodb-autoinc-lock-mode=2',
    ];
    const server = newServer({
      name,
      folder,
      address: net.client(index),
      port,
      namespace: net.namespace(index),
      options,
    });
    return { ...server, cut: (what) => net.cut(index, what), mend: () => net.mend(index) };
  });
  const cluster: Cluster = {
    nodes,
    address(database, first) {
      const hosts = nodes.map((_, index) => `${net.client((first + index) % nodesTotal)}:${port}`);
      return `mysql://root@${hosts.join(',')}/${database}`;
    },
    async close() {
      for (const node of nodes) await node.kill();
      net.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
  try {
    const [first, ...others] = nodes;
    await first?.start(['--wsrep-new-cluster']);
    if (first) await openToAll(first);
    for (const node of others) await node.start();
    return cluster;
  } catch (error) {
    await cluster.close();
    throw error;
  }
}

interface Network {
  namespace(index: number): string;
  /** Address for the other nodes. */
  peer(index: number): string;
  /** Address for clients. */
  client(index: number): string;
  cut(index: number, what: 'peers' | 'all'): void;
  mend(index: number): void;
  remove(): void;
}

/** Addresses of RFC 2544's test networks, which nobody routes; names carry the process, so that two runs get along. */
function newNetwork(): Network {
  const mark = (process.pid % 4096).toString(16);
  const second = 16 * (process.pid % 16);
  const bridge = `wfb${mark}`;
  const namespace = (index: number) => `wf${mark}n${index}`;
  const cable = (index: number, kind: 'p' | 'c') => `wf${mark}${kind}${index}`;
  const peer = (index: number) => `198.18.${second}.${index + 1}`;
  const client = (index: number) => `198.19.${second + index}.2`;
  const remove = () => {
    for (let index = 0; index < nodesTotal; index += 1) spawnSync('ip', ['netns', 'del', namespace(index)]);
    for (let index = 0; index < nodesTotal; index += 1) {
      for (const kind of ['p', 'c'] as const) spawnSync('ip', ['link', 'del', cable(index, kind)]);
    }
    spawnSync('ip', ['link', 'del', bridge]);
  };
  remove();
  ip(`link add ${bridge} type bridge`);
  ip(`link set ${bridge} up`);
  for (let index = 0; index < nodesTotal; index += 1) {
    const [ns, p, c] = [namespace(index), cable(index, 'p'), cable(index, 'c')];
    ip(`netns add ${ns}`);
    ip(`-n ${ns} link set lo up`);
    ip(`link add ${p} type veth peer name peers netns ${ns}`);
    ip(`link set ${p} master ${bridge} up`);
    ip(`-n ${ns} addr add ${peer(index)}/24 dev peers`);
    ip(`-n ${ns} link set peers up`);
    ip(`link add ${c} type veth peer name clients netns ${ns}`);
    ip(`addr add 198.19.${second + index}.1/24 dev ${c}`);
    ip(`link set ${c} up`);
    ip(`-n ${ns} addr add ${client(index)}/24 dev clients`);
    ip(`-n ${ns} link set clients up`);
  }
  return {
    namespace,
    peer,
    client,
    cut(index, what) {
      ip(`link set ${cable(index, 'p')} down`);
      if (what === 'all') ip(`link set ${cable(index, 'c')} down`);
    },
    mend(index) {
      ip(`link set ${cable(index, 'p')} up`);
      ip(`link set ${cable(index, 'c')} up`);
    },
    remove,
  };
}

function ip(words: string): void {
  const done = spawnSync('ip', words.split(' '), { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`ip ${words}: ${done.stderr}`);
}
