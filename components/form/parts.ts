/** Scripts that load when they are needed and that more than one place asks for; each asks here, so that it is one script for all. */

/** What draws figures. */
export const figuresPart = () => import('./step-figures')

/** What stands there until a draft has come, and where none does. */
export const waitingPart = () => import('./waiting')
