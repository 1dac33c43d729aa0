import type { Check } from '../../../src/commands/verify/host.ts';

/** A built site, laid out as the README says for its base path. */
export interface Laid {
  /** What the host publishes. */
  root: string;
  /** What the build wrote: the same folder, or the one of the base path within it. */
  site: string;
  /** The project, for hosts that read from it. */
  project: string;
}

/** A server that runs. */
export interface Running {
  origin: string;
  stop: () => Promise<void>;
}

/** Something that serves sites, started for a test. */
export interface Host {
  name: string;
  /** The version that this machine has, installed first where npm can. Throws where it has none. */
  version: () => Promise<string>;
  start: (laid: Laid) => Promise<Running>;
  /** What it does otherwise than the policy, and why that is right or no matter. */
  differs?: Partial<Record<Check, string>>;
}
