/**
 * Loaded first into every child (`node --import`): its standard input is a pipe that the launcher holds open and never
 * writes to. When the launcher dies, even by kill -9, the pipe ends, and the child asks itself to stop. Processes that the
 * child starts inherit Node's options but not the pipe, and neither do its threads, hence the checks.
 */
import { isMainThread } from 'node:worker_threads'

if (isMainThread && process.ppid === Number(process.env.LAUNCHER_PID)) {
  const stop = () => {
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.exit(1), 8000).unref()
  }
  process.stdin.on('end', stop).on('error', stop).resume()
  process.stdin.unref?.()
}
