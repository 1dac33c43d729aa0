// Loaded into a build by --import: says at its end, in the last line, what the process has used.
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    const used = { memory: maxRSS * 1024, processor: (userCPUTime + systemCPUTime) / 1e6 };
    process.stderr.write(`\n${JSON.stringify(used)}\n`);
  });
}
