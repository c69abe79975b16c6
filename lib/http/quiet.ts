import 'server-only'
import { errorFields, log } from '@/lib/log'

/**
 * The framework writes what was thrown to the console with its message, and a parser's message quotes what it could not read. So the
 * console of the app goes through the allow-list like everything else (trust.md S32): class, code and place of an error, never a text.
 * Pages that fail are logged with their number by instrumentation.ts.
 */
export function quietConsole(): void {
  const told =
    (level: 'warn' | 'error') =>
    (...parts: readonly unknown[]): void => {
      const thrown = parts.find((part) => part instanceof Error)
      log[level]('framework', thrown ? errorFields(thrown) : {})
    }
  console.error = told('error')
  console.warn = told('warn')
  console.log = () => {}
  console.info = () => {}
  console.debug = () => {}
}
