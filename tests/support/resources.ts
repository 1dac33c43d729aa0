// Loaded into a build by --import: says at its end, in the last line, the most memory that the process held, in bytes,
// and the seconds of processors that children took which it leaves behind, as it does Pagefind.
import { readdirSync, readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

// The clock of /proc counts hundredths of a second on every Linux: https://man7.org/linux/man-pages/man7/time.7.html
const ticks = 100;

/** Those of children that the system has not yet added to ours, as they still run, or nobody has asked how they ended. */
function leftBehind(): number {
  const fields = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) =>
      statOf(pid)
        .replace(/^.*\) /, '')
        .split(' '),
    );
  // Of each the parent, and the time in user mode and in the kernel.
  const own = fields.filter(([, parent]) => Number(parent) === process.pid);
  return own.reduce((sum, one) => sum + (Number(one[11]) + Number(one[12])) / ticks, 0);
}

function statOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return ''; // It has ended in the meantime.
  }
}

if (isMainThread) {
  process.on('exit', () => {
    const { maxRSS } = process.resourceUsage();
    const processor = process.platform === 'linux' ? leftBehind() : 0;
    process.stderr.write(`\n${JSON.stringify({ memory: maxRSS * 1024, processor })}\n`);
  });
}
