/**
 * Runs the command in its arguments at the head of a process group: start it detached, with a pipe as standard input.
 * That ends when whoever started this is gone, however it went, and then all of the group is.
 */
import { spawn } from 'node:child_process';

process.stdin.once('close', () => process.kill(-process.pid, 'SIGKILL')).resume();

const [command, ...args] = process.argv.slice(2);
spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] }).once('exit', (code) => process.exit(code ?? 1));
