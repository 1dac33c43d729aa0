import type { APIRoute, GetStaticPaths } from 'astro';
import { getSnapshot } from '../publication/content.ts';
import { snapshotFile } from '../publication/addresses/paths.ts';
import type { Snapshot } from '../publication/model.ts';

// The comments with which the site was built, for a build that cannot reach their engine; nothing where it takes none.
export const getStaticPaths = (async () => {
  const snapshot = await getSnapshot();
  return snapshot
    ? [{ params: { snapshot: snapshotFile.replace(/\.json$/, '') }, props: { snapshot } }]
    : [];
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ snapshot: Snapshot }> = ({ props }) => Response.json(props.snapshot);
