// Loaded into a build by --import: says at its end, in the last line, the most memory that the process held, in bytes.
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  process.on('exit', () => {
    const { maxRSS } = process.resourceUsage();
    process.stderr.write(`\n${JSON.stringify({ memory: maxRSS * 1024 })}\n`);
  });
}
