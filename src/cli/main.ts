import { vitrine } from './vitrine';

const stop = new AbortController();
process.once('SIGINT', () => {
  stop.abort();
  // The work ends at once as a rule; a second Ctrl-C does not wait for it.
  process.once('SIGINT', () => process.exit(1));
});
// An engine's thread does not keep the process; the work that waits for it has to.
const awake = setInterval(() => undefined, 60_000);
process.exitCode = await vitrine(stop.signal, process.argv.slice(2), { out: process.stdout, err: process.stderr });
clearInterval(awake);
