import 'server-only'
import { Agent, setGlobalDispatcher } from 'undici'

/**
 * The app calls nobody over HTTP (trust.md S24): its one way out is the database. So the global fetch of its process reaches nothing,
 * whatever a framework or a package may be talked into fetching. The same in the worker, whose client has a fetch of its own that
 * reaches the addresses of the environment only (lib/cases/europace/connection.ts).
 */
export function closeOutbound(): void {
  setGlobalDispatcher(
    new Agent({
      connect: (_, done) => done(new Error('This process calls nobody'), null),
    }),
  )
}
