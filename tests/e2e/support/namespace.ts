import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../../tools/install.mjs';

// perl-base is on every Debian, `ip` is not: SIOCSIFFLAGS with IFF_UP | IFF_RUNNING on `lo`, then the command.
const loopbackUp = [
  'use Socket;',
  'socket(my $s, AF_INET, SOCK_DGRAM, 0) or die $!;',
  'my $request = pack("a16 s x22", "lo", 0x41);',
  'ioctl($s, 0x8914, $request) or die $!;',
  'exec @ARGV or die $!;',
].join(' ');

/**
 * How a command is run in a network namespace that has a loopback and nothing else, or null where the
 * system permits none (no root, no user namespaces).
 */
export function namespaceCommand(): readonly string[] | null {
  for (const flag of ['-n', '-rn']) {
    const command = ['unshare', flag, 'perl', '-e', loopbackUp, '--'];
    const [program = '', ...args] = [...command, 'true'];
    if (spawnSync(program, args).status === 0) return command;
  }
  return null;
}

/** Runs a script of tests/e2e/support in such a namespace; answers its exit code and output. */
export function runInNamespace(
  command: readonly string[],
  script: string,
  args: readonly string[] = [],
): Promise<{ readonly code: number | null; readonly output: string }> {
  const path = join(root, 'tests', 'e2e', 'support', script);
  const [program = '', ...rest] = [...command, process.execPath, '--import', 'tsx', path, ...args];
  return new Promise((done, failed) => {
    const child = spawn(program, rest, { cwd: root });
    let output = '';
    child.stdout.on('data', (data) => (output += String(data)));
    child.stderr.on('data', (data) => (output += String(data)));
    child.once('error', failed);
    child.once('close', (code) => done({ code, output }));
  });
}
