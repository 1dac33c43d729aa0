import { sourcesReader } from './src/check/sources.ts';
import { contentErrors } from './src/check/check.ts';
import { errorsInWords } from './src/check/errors.ts';
for (const root of process.argv.slice(2)) {
  const s = await sourcesReader(root)();
  const t=performance.now(); const e = contentErrors(s,'2026-11-28');
  console.log(root, Math.round(performance.now()-t)+'ms', errorsInWords(e));
}
